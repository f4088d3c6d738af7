import fc from "fast-check";
import { GpuVocabulary, normalizeGpuName, observedGpuVocabulary } from "./gpu";
import { OBSERVED_GPU_MODELS } from "./gpuVocabulary";

const spellingsOf = ({ name, aliases }: { name: string; aliases: string[] }) => [name, ...aliases];

describe("normalizeGpuName", () => {
    it.each([
        ["NVIDIA A100-SXM4-40GB", "nvidia a100 sxm4 40gb"],
        ["  nvidia_a100  sxm4-40gb\t", "nvidia a100 sxm4 40gb"],
        ["NVIDIA® GeForce RTX™ 4090", "nvidia geforce rtx 4090"],
        ["NVIDIA(R) GeForce(R) RTX(TM) 4090", "nvidia geforce rtx 4090"],
        ["NVIDIA (r) RTX (tm) 4090", "nvidia rtx 4090"],
        ["ＮＶＩＤＩＡ　Ｔ４", "nvidia t4"],
        ["nvidia\u00a0t4", "nvidia t4"],
        ["a100", "a100"],
        ["a1000", "a1000"],
        ["", ""],
    ])("turns %j into %j", (name, normalized) => {
        expect(normalizeGpuName(name)).toBe(normalized);
    });

    it("changes nothing the second time", () => {
        const text = fc.oneof(
            fc.string({ unit: "grapheme" }),
            fc.string({ unit: "binary" }),
            fc.string({ unit: fc.constantFrom(..."aR(r)TM®™⒭㏂-_ Ị̇K．") }),
        );
        fc.assert(
            fc.property(text, (name) => {
                const once = normalizeGpuName(name);
                expect(normalizeGpuName(once)).toBe(once);
            }),
            { numRuns: 500 },
        );
    });
});

describe("the observed vocabulary", () => {
    it("has no spelling that names two models", () => {
        const spellings = OBSERVED_GPU_MODELS.flatMap((model) =>
            spellingsOf(model).map(normalizeGpuName),
        );
        expect(
            spellings.filter((spelling, index) => spellings.indexOf(spelling) !== index),
        ).toEqual([]);
    });

    it("identifies every spelling of every model, in any case", () => {
        for (const model of OBSERVED_GPU_MODELS) {
            for (const spelling of spellingsOf(model)) {
                expect(observedGpuVocabulary.identify(spelling)).toBe(model);
                expect(observedGpuVocabulary.identify(spelling.toUpperCase())).toBe(model);
                expect(observedGpuVocabulary.identify(spelling.replace(/[- ]/g, "_"))).toBe(model);
            }
        }
    });

    it("knows each string that was seen in ByteNite's material", () => {
        const seen = [
            ["tesla t4", "T4", "NVIDIA T4", "Tesla T4", "nvidia tesla t4"],
            ["nvidia a100-sxm4-40gb", "NVIDIA A100-SXM4-40GB", "NVIDIA A100 40GB"],
            ["NVIDIA GeForce RTX 4090", "nvidia geforce rtx 4090"],
            ["V100", "NVIDIA V100"],
            ["NVIDIA L4"],
            ["NVIDIA P4"],
            ["NVIDIA P100"],
            ["NVIDIA H100"],
            ["NVIDIA H200"],
            ["NVIDIA A100 80GB"],
        ];
        const models = seen.map((names) => {
            const found = new Set(names.map((name) => observedGpuVocabulary.identify(name)));
            expect(found.size).toBe(1);
            return [...found][0];
        });
        expect(models).not.toContain(undefined);
        expect(new Set(models).size).toBe(seen.length);
    });

    it.each(["a1000", "a10", "t40", "rtx 4090 d", "rtx 4090 ti", "", "nvidia", "l40", "h100 nvl"])(
        "does not know %j",
        (name) => {
            expect(observedGpuVocabulary.identify(name)).toBeUndefined();
        },
    );
});

describe("GpuVocabulary.matcher", () => {
    const matches = (pattern: string, name: string) =>
        observedGpuVocabulary.matcher([pattern])(name) !== undefined;

    it.each([
        ["t4", "NVIDIA T4", true],
        ["Tesla T4", "nvidia_tesla_t4", true],
        ["NVIDIA A100-SXM4-40GB", "a100 40gb", true],
        ["a100 40gb", "a100 80gb", false],
        ["a100", "a1000", false],
        ["a100", "a100", true],
        ["a100", "nvidia a100-sxm4-40gb", false],
        ["t4", "t40", false],
        ["rtx 4090", "rtx 4090 ti", false],
        ["quantum 9000", "Quantum-9000", true],
        ["quantum 9000", "quantum 9001", false],
        ["*", "anything", true],
        ["*", "", true],
        ["nvidia a100*", "a100 80gb", true],
        ["nvidia a100*", "a1000", false],
        ["a100 *", "a1000", false],
        ["a100*", "a1000", true],
        ["a100-*", "NVIDIA A100-SXM4-40GB", true],
        ["*40gb", "NVIDIA A100-SXM4-40GB", true],
        ["*40gb", "a100 80gb", false],
        ["rtx", "rtx 4090", false],
        ["rtx ????", "NVIDIA GeForce RTX 4090", true],
        ["rtx ???", "NVIDIA GeForce RTX 4090", false],
        ["TESLA *", "t4", true],
        ["tesla *", "l4", false],
        ["l[45]", "l4", false],
    ])("%j against %j: %s", (pattern, name, expected) => {
        expect(matches(pattern, name)).toBe(expected);
    });

    it("names the first pattern that fits, as it was given", () => {
        const match = observedGpuVocabulary.matcher(["H100", "NVIDIA *", "tesla t4"]);
        expect(match("t4")).toBe("NVIDIA *");
        expect(match("h100")).toBe("H100");
        expect(match("radeon")).toBeUndefined();
    });

    it("matches nothing without patterns", () => {
        expect(observedGpuVocabulary.matcher([])("t4")).toBeUndefined();
    });

    it("matches a name that it does not know to itself alone", () => {
        const unknown = fc
            .stringMatching(/^[A-Za-z0-9 _-]{1,20}$/)
            .filter((name) => !observedGpuVocabulary.identify(name));
        fc.assert(
            fc.property(unknown, unknown, (pattern, name) => {
                const same = normalizeGpuName(pattern) === normalizeGpuName(name);
                expect(matches(pattern, name)).toBe(same);
                expect(matches(pattern, pattern.toUpperCase())).toBe(true);
            }),
        );
    });

    it("treats every spelling of a model alike", () => {
        const pattern = fc.constantFrom(
            "*",
            "nvidia *",
            "*100*",
            "tesla ??",
            "a100 40gb",
            "h100",
            "l4",
        );
        const model = fc.constantFrom(...OBSERVED_GPU_MODELS);
        fc.assert(
            fc.property(pattern, model, (wanted, known) => {
                const results = spellingsOf(known).map((name) => matches(wanted, name));
                expect(new Set(results).size).toBe(1);
            }),
        );
    });
});

describe("an organisation's own vocabulary", () => {
    const own = new GpuVocabulary([
        { ...OBSERVED_GPU_MODELS[0]!, name: "Big One", aliases: ["b-1"] },
    ]);

    it("replaces the observed one", () => {
        expect(own.spellings("B 1")).toEqual(["big one", "b 1"]);
        expect(own.identify("t4")).toBeUndefined();
        expect(own.matcher(["big one"])("B_1")).toBe("big one");
    });

    it("leaves an unknown name as its only spelling", () => {
        expect(own.spellings("Tesla-T4")).toEqual(["tesla t4"]);
    });
});
