import fc from "fast-check";
import { DocumentError } from "./documentError";
import { parseYaml } from "./yamlText";

const GOOD = `# What we allow
rules:
  all: disabled
  gpu-allowed:
    enforcementLevel: mandatory
    allow: [T4, "nvidia a100*", { family: hopper, memory: ">=40" }]
  name-pattern: { pattern: '^[a-z]+$' }
waivers:
  - rule: gpu-allowed
    reason: |
      the model needs 80 GB
      until it is quantised
    owner: ml@acme.example
`;
const SLIPS = [..."{}[]\"'&*!|>-:,#%@`?\\\t \n", "- ", ": ", "---", "<<", "\r"];
/** Words of the YAML specification, and of the library. */
const JARGON =
    /\b(flow|block|scalars?|implicit|sequences?|nodes?|tokens?|collections?|trailing|anchors?|[a-z]+-(ind|start|end|header))\b/i;

const problemsIn = (text: string): readonly string[] => {
    try {
        parseYaml(text, "a.yaml", { noun: "the file" });
        return [];
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
};

test("a slip in a file is told in words that people use, whatever it is", () => {
    let told = 0;
    fc.assert(
        fc.property(
            fc.nat(GOOD.length),
            fc.constantFrom(...SLIPS),
            fc.nat(6),
            (place, slip, removed) => {
                const text = GOOD.slice(0, place) + slip + GOOD.slice(place + removed);
                for (const problem of problemsIn(text)) {
                    told += 1;
                    expect(problem).toMatch(/^a\.yaml:\d+: /);
                    expect(problem.replace(/"[^"]*"/g, "")).not.toMatch(JARGON);
                }
            },
        ),
        { numRuns: 2000 },
    );
    expect(told).toBeGreaterThan(100);
});
