import fc from "fast-check";
import { anyCharacter } from "../../../dev/support/anyCharacter";
import { runs } from "../../../dev/support/propertyRuns";
import { normalizeGpuName } from "./normalize";
import { OBSERVED_GPUS } from "./observed";
import { GpuVocabulary, observedGpuVocabulary } from "./vocabulary";

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
            fc.string({ unit: anyCharacter }),
            fc.string({ unit: fc.constantFrom(..."aR(r)TM®™⒭㏂-_ Ị̇K．") }),
        );
        fc.assert(
            fc.property(text, (name) => {
                const once = normalizeGpuName(name);
                expect(normalizeGpuName(once)).toBe(once);
            }),
            { numRuns: runs(500) },
        );
    });
});

describe("the observed names", () => {
    it("mean models of the public range, each another card", () => {
        const keys = OBSERVED_GPUS.map(({ name }) => {
            const gpu = observedGpuVocabulary.identify(name);
            expect(gpu).toMatchObject({ name, knownFrom: "observed" });
            return gpu?.key;
        });
        expect(new Set(keys).size).toBe(OBSERVED_GPUS.length);
        expect(observedGpuVocabulary.models.map(({ name }) => name)).toEqual(
            OBSERVED_GPUS.map(({ name }) => name),
        );
    });

    it("include each string that was seen in ByteNite's material", () => {
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
        const keys = seen.map((names) => {
            const found = new Set(names.map((name) => observedGpuVocabulary.identify(name)?.key));
            expect(found.size).toBe(1);
            return [...found][0];
        });
        expect(keys).not.toContain(undefined);
        expect(new Set(keys).size).toBe(seen.length);
    });

    it("do not include other forms of a model, or a name that leaves open which is meant", () => {
        for (const name of ["a100", "A100-PCIE-40GB", "H100 PCIe", "H100 NVL", "V100-SXM2-16GB"]) {
            expect(observedGpuVocabulary.identify(name)?.knownFrom).toBe("public range");
        }
    });
});

describe("an organisation's own vocabulary", () => {
    const big = { name: "Big One", aliases: ["b-1"], family: "big", vram: 40 };
    const only = new GpuVocabulary({ own: [big], observed: false });

    it("may be all that is known", () => {
        expect(only.identify("B_1")).toMatchObject({ name: "Big One", memory: [40] });
        expect(only.identify("t4")).toBeUndefined();
        expect(only.matcher(["big one"])("B_1")).toBe("big one");
        expect(only.models.map(({ name }) => name)).toEqual(["Big One"]);
        expect(only.families).toEqual(["big"]);
        expect(only.denial([{ vendor: "amd" }])("b 1")).toBe("undecided");
        expect(only.denial([{ family: "other" }])("b 1")).toBeUndefined();
    });

    it("wins over the others, for every spelling of the model that it names", () => {
        const gpus = new GpuVocabulary({
            own: [
                { name: "T4", family: "mine", vram: 1 },
                { name: "nvidia l40s", family: "ada lovelace", vram: 48 },
            ],
        });
        for (const name of ["t4", "tesla t4", "NVIDIA-Tesla-T4-SHARED"]) {
            expect(gpus.identify(name)).toMatchObject({ name: "T4", family: "mine", memory: [1] });
        }
        expect(gpus.identify("L40S")).toMatchObject({
            name: "nvidia l40s",
            knownFrom: "organisation",
            vendor: "nvidia",
            computeCapability: 8.9,
            year: 2023,
        });
        expect(gpus.identify("L40")?.knownFrom).toBe("public range");
        expect(gpus.denial(["l40s"])("nvidia-l40s")).toBe("denied");
        expect(gpus.models.filter(({ name }) => /t4$/i.test(name))).toHaveLength(1);
        expect(gpus.families).toContain("mine");
    });

    it("is meant by the names of the public range", () => {
        const gpus = new GpuVocabulary({
            own: [{ name: "nvidia b200", aliases: ["big blue"], family: "blackwell", vram: 192 }],
        });
        expect(gpus.denial(["b200"])("big blue")).toBe("denied");
        expect(gpus.denial(["big blue"])("NVIDIA B200 192GB")).toBe("denied");
        expect(gpus.denial(["big blue"])("b200 180gb")).toBeUndefined();
        expect(gpus.matcher(["b200"])("big blue")).toBe("b200");
        expect(gpus.matcher(["big blue"])("nvidia-b200 mig 1g.23gb")).toBeUndefined();
        expect(gpus.identify("nvidia-b200 mig 1g.23gb")).toMatchObject({ memory: [23] });
    });
});

describe("hostile lists", () => {
    it("cost no more than their number of names", () => {
        const long = "a100 ".repeat(20_000);
        const names = Array.from({ length: 20_000 }, (_, index) => `${long}${index}`);
        const matcher = observedGpuVocabulary.matcher(["a100", "a100*", { family: "hopper" }]);
        const denial = observedGpuVocabulary.denial(["a100", "*a100*"]);
        for (const name of names) {
            expect([observedGpuVocabulary.identify(name), matcher(name), denial(name)]).toEqual([
                undefined,
                undefined,
                "undecided",
            ]);
        }
    });
});
