import { parseYaml } from "bytenite-core/documents";
import { checkRulesFile } from "../../rulesFile/load";
import { rules } from "../../rules";
import { mutantsOf } from "./mutants";

const FILE = { noun: "the rules file" };

function mutants(text: string) {
    const { value, origin } = parseYaml(text, "f.yaml", FILE);
    return mutantsOf(checkRulesFile(value, origin, rules), origin);
}

describe("the mutants of a rules file", () => {
    it("are each number a step up and down, each entry and each level left out, with their lines", () => {
        const found = mutants(`rules:
  all: disabled
  gpu-allowed:
    enforcementLevel: mandatory
    allow: [t4, { family: hopper }]
  memory-minimum: { minimum: 4 }
  memory-per-cpu: { minimum: 0.35 }
  gpu-known: advisory
environments:
  dev:
    stacks: ["*/dev"]
    rules: { memory-minimum: { minimum: 0 } }
waivers:
  - { rule: gpu-known, app: a@1.0, reason: r, owner: o, expires: 2027-01-01 }
catalogue:
  prices: { cpuHour: 2 }
`).map(({ line, change }) => `${line} ${change}`);
        expect(found).toEqual([
            '2 rules.all: without "disabled"',
            '4 rules.gpu-allowed.enforcementLevel: without "mandatory"',
            '5 rules.gpu-allowed.allow: without "t4"',
            '5 rules.gpu-allowed.allow: without {"family":"hopper"}',
            "6 rules.memory-minimum.minimum: 4 → 5",
            "6 rules.memory-minimum.minimum: 4 → 3",
            "7 rules.memory-per-cpu.minimum: 0.35 → 0.36",
            "7 rules.memory-per-cpu.minimum: 0.35 → 0.34",
            '8 rules.gpu-known: without "advisory"',
            '11 environments.dev.stacks: without "*/dev"',
            "12 environments.dev.rules.memory-minimum.minimum: 0 → 1",
            "12 environments.dev.rules.memory-minimum.minimum: 0 → -1",
            '14 waivers: without that of gpu-known for "a@1.0"',
            "16 catalogue.prices.cpuHour: 2 → 3",
            "16 catalogue.prices.cpuHour: 2 → 1",
        ]);
    });

    it("differ from the file in one place", () => {
        const text = "rules: { gpu-allowed: { allow: [t4, l4] }, memory-minimum: { minimum: 4 } }";
        const { value } = parseYaml(text, "f.yaml", FILE);
        expect(mutants(text).map(({ definition }) => definition)).toEqual([
            { rules: { "gpu-allowed": { allow: ["l4"] }, "memory-minimum": { minimum: 4 } } },
            { rules: { "gpu-allowed": { allow: ["t4"] }, "memory-minimum": { minimum: 4 } } },
            { rules: { "gpu-allowed": { allow: ["t4", "l4"] }, "memory-minimum": { minimum: 5 } } },
            { rules: { "gpu-allowed": { allow: ["t4", "l4"] }, "memory-minimum": { minimum: 3 } } },
        ]);
        expect(value).toEqual({
            rules: { "gpu-allowed": { allow: ["t4", "l4"] }, "memory-minimum": { minimum: 4 } },
        });
    });

    it("keep the lines of what is below a removed entry", () => {
        const waiver = (app: string) =>
            `  - { rule: gpu-known, app: ${app}, reason: r, owner: o, expires: 2027-01-01 }`;
        const [first, second] = mutants(
            ["waivers:", waiver("a"), waiver("b"), waiver("c")].join("\n"),
        );
        expect([0, 1].map((index) => first?.origin.lineOf(["waivers", index]))).toEqual([3, 4]);
        expect([0, 1].map((index) => second?.origin.lineOf(["waivers", index]))).toEqual([2, 4]);
    });
});
