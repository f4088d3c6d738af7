import fc from "fast-check";
import { anyCharacter } from "../../../dev/support/anyCharacter";
import { runs } from "../../../dev/support/propertyRuns";
import { spell } from "./gpu";
import { parseGpuName } from "./parse";
import { knownGpuModels, type GpuModel } from "./table";
import { observedGpuVocabulary } from "./vocabulary";

const models = knownGpuModels();
const key = (name: string) => observedGpuVocabulary.identify(name)?.key;
const VENDOR_WORDS: Record<GpuModel["vendor"], string[]> = {
    nvidia: ["nvidia", "tesla", "geforce", "quadro"],
    amd: ["amd", "radeon", "instinct"],
    intel: ["intel"],
};

const separator = fc.constantFrom(" ", "-", "_", "  ", "\t", " - ");
const casing = fc.constantFrom(
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
    (text: string) => text,
);
const decoration = fc.constantFrom("", " GPU", "-SHARED", ":4", " x2", " Graphics");

describe("the names of the public range", () => {
    it("never mean two models, in any spelling", () => {
        for (const model of models) {
            for (const memory of model.memory) {
                for (const spelling of spell(model, memory)) {
                    expect({ spelling, means: parseGpuName(spelling)?.model.name }).toEqual({
                        spelling,
                        means: model.name,
                    });
                }
            }
        }
    });

    it("mean the same in any case, with any separators, and with or without maker and brand", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...models),
                separator,
                casing,
                decoration,
                fc.nat(),
                (model, between, inCase, end, pick) => {
                    const words = VENDOR_WORDS[model.vendor];
                    const vendor = [...words, `${words[0]} ${words.at(-1)}`, ""][
                        pick % (words.length + 2)
                    ];
                    const written = `${vendor} ${model.name}`.trim().replaceAll(" ", between);
                    expect(key(inCase(written + end))).toBe(key(model.name));
                    expect(key(model.name)).toBeDefined();
                },
            ),
            { numRuns: runs(3000) },
        );
    });

    it("mean the same with letters and digits joined or apart", () => {
        for (const { name } of models) {
            const apart = name.replace(/(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/g, " ");
            const joined = name.replace(/(?<=\d) (?=[A-Za-z])|(?<=[A-Za-z]) (?=\d)/g, "");
            expect({ name, apart: key(apart) }).toEqual({ name, apart: key(name) });
            expect({ name, joined: key(joined) }).toEqual({ name, joined: key(name) });
        }
    });

    it("say a size, a form and a slice in any order", () => {
        const parts = ["A100", "80GB", "SXM4", "HBM2e"];
        const orders = parts.flatMap((one) =>
            parts
                .filter((two) => two !== one)
                .map((two) => [one, two, ...parts.filter((each) => each !== one && each !== two)]),
        );
        for (const order of orders) {
            expect(parseGpuName(order.join(" "))).toMatchObject({ memory: 80, formFactor: "sxm4" });
        }
        expect(parseGpuName("NVIDIA-A100-SXM4-80GB-MIG-1c.3g.40gb")).toMatchObject({
            memory: 80,
            slice: { profile: "1c.3g.40gb", memory: 40 },
        });
    });

    it("state nothing that does not fit their model", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...models),
                fc.integer({ min: 1, max: 400 }),
                (model, size) => {
                    const sizes = [
                        ...model.memory,
                        ...model.formFactors.map(({ memory }) => memory),
                    ];
                    const parts = parseGpuName(`${model.name} ${size}GB`);
                    expect(parts?.model.name).toBe(sizes.includes(size) ? model.name : undefined);
                },
            ),
        );
    });

    it("have no word too many", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...models),
                // Letters and signs that no part of a name begins with.
                fc.stringMatching(/^[jqyzж!*'"Ω]{1,8}$/),
                fc.constantFrom(" ", "-", ""),
                (model, word, between) => {
                    expect(parseGpuName(model.name + between + word)).toBeUndefined();
                    expect(parseGpuName(`${word} ${model.name}`)).toBeUndefined();
                },
            ),
        );
    });
});

describe("parseGpuName", () => {
    it("reads any text, and long ones at once", () => {
        fc.assert(
            fc.property(fc.string({ unit: anyCharacter }), (text) => {
                expect(() => parseGpuName(text)).not.toThrow();
            }),
        );
        expect(parseGpuName(`a100${" ".repeat(100_000)}`)).toBeUndefined();
        expect(parseGpuName("1".repeat(250))).toBeUndefined();
        expect(parseGpuName("rtx".repeat(80))).toBeUndefined();
    });
});
