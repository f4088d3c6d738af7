import fc from "fast-check";
import { applyChanges } from "./applyChanges";
import { unifiedDiff } from "./diff";
import { setFact } from "./setFact";

const MANIFEST = `{
    "name": "render",   "version": "1.0",
    "Device_Requirements": {
        "gpu": [
            "T4",
            "H100",
            "L4"
        ],
        "min_memory":1
    },

    "description" : "left as it is"
}
`;
const memory = (value: number) => ({ field: "deviceRequirements.minMemory", value });
const gpu = (...value: string[]) => ({ field: "deviceRequirements.gpu", value });

describe("a manifest with changes", () => {
    it.each<[string, Parameters<typeof applyChanges>[1], string[]]>([
        ["a number", [memory(4)], ['-        "min_memory":1', '+        "min_memory":4']],
        ["an entry less", [gpu("T4", "L4")], ['-            "H100",']],
        [
            "the last entry less",
            [gpu("T4", "H100")],
            ['-            "H100",', '-            "L4"', '+            "H100"'],
        ],
        [
            "an entry in another spelling",
            [gpu("tesla t4", "H100", "L4")],
            ['-            "T4",', '+            "tesla t4",'],
        ],
        [
            "a key that was not there",
            [{ field: "deviceRequirements.minCpu", value: 2 }],
            ['-        "min_memory":1', '+        "min_memory": 1,', '+        "min_cpu": 2'],
        ],
        ["what is there already", [memory(1), gpu("T4", "H100", "L4")], []],
    ])("has %s, and the rest keeps its form", (_what, changes, lines) => {
        for (const eol of ["\n", "\r\n"]) {
            const text = MANIFEST.replaceAll("\n", eol);
            const after = applyChanges(text, changes);
            const shown = unifiedDiff("manifest.json", text, after).split("\n").slice(2);
            expect(shown.filter((line) => /^[-+]/.test(line))).toEqual(lines);
            expect(after.replaceAll("\r\n", "").includes("\r")).toBe(false);
            expect(after.split(eol).length).toBe(after.split("\n").length);
        }
    });

    it("keeps a byte order mark", () => {
        expect(applyChanges("\ufeff{}", [{ field: "platform", value: "docker" }])).toMatch(
            /^\ufeff\{\s*"platform": "docker"\s*\}$/,
        );
    });
});

it("is the same value as one that is changed in memory, whatever its form", () => {
    const value = fc.record(
        {
            name: fc.string(),
            device_requirements: fc.record(
                { min_cpu: fc.nat(), min_memory: fc.nat(), gpu: fc.array(fc.string()) },
                { requiredKeys: [] },
            ),
            other: fc.jsonValue(),
        },
        { requiredKeys: [], noNullPrototype: true },
    );
    const change = fc.oneof(
        fc.nat().map(memory),
        fc.array(fc.string()).map((list) => gpu(...list)),
    );
    const indentation = fc.constantFrom(undefined, 1, 2, 4, "\t");
    fc.assert(
        fc.property(value, change, indentation, (manifest, each, indent) => {
            const after = applyChanges(JSON.stringify(manifest, undefined, indent), [each]);
            const field = each.field
                .replace("deviceRequirements", "device_requirements")
                .replace("minMemory", "min_memory");
            const plain = JSON.parse(JSON.stringify(manifest)) as object;
            expect(JSON.parse(after)).toEqual(setFact(plain, { ...each, field }));
        }),
    );
});

it("shows nothing that drives a terminal", () => {
    const text = JSON.stringify({ name: "\u202e", min: 1 }, undefined, "\t");
    const shown = unifiedDiff("manifest.json", text, text.replace("1", "2"));
    expect(shown).not.toContain("\u202e");
    expect(shown).toContain('\t"min": 2');
});
