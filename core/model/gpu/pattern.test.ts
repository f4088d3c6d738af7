import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { normalizeGpuName } from "./normalize";
import type { GpuPattern } from "./gpuPattern";
import { knownGpuModels } from "./table";
import { observedGpuVocabulary } from "./vocabulary";

describe("GpuVocabulary.matcher", () => {
    const matches = (pattern: GpuPattern, name: string) =>
        observedGpuVocabulary.matcher([pattern])(name) !== undefined;

    it.each<[GpuPattern, string, boolean]>([
        ["t4", "NVIDIA T4", true],
        ["Tesla T4", "nvidia_tesla_t4", true],
        ["NVIDIA A100-SXM4-40GB", "a100 40gb", true],
        ["a100 40gb", "a100 80gb", false],
        ["a100", "a1000", false],
        ["a100", "a100", true],
        ["a100", "nvidia a100-sxm4-40gb", true],
        ["a100 40gb", "a100", false],
        ["nvidia a100-sxm4-40gb", "NVIDIA A100-PCIE-40GB", false],
        ["a100 40gb", "NVIDIA A100-PCIE-40GB", true],
        ["a100 pcie", "nvidia a100 80gb", false],
        ["h100", "NVIDIA H100 NVL", true],
        ["h100 94gb", "NVIDIA H100 NVL", true],
        ["h100 80gb", "NVIDIA H100 NVL", false],
        ["NVIDIA H100 80GB HBM3", "H100-SXM5", true],
        ["NVIDIA H100 80GB HBM3", "NVIDIA H100 PCIe", false],
        ["NVIDIA H100 80GB HBM3", "nvidia h100", false],
        ["v100 sxm", "Tesla V100-SXM3-32GB", true],
        ["v100 sxm2", "v100 sxm", false],
        ["t4", "t40", false],
        ["rtx 4090", "rtx 4090 ti", false],
        ["quantum 9000", "Quantum-9000", true],
        ["quantum 9000", "quantum 9001", false],
        ["*", "anything", true],
        ["*", "", true],
        ["*", "x".repeat(100_000), true],
        ["x*", "x".repeat(100_000), false],
        ["nvidia a100*", "a100 80gb", true],
        ["nvidia a100*", "a1000", false],
        ["a100*", "A100", true],
        ["a100 *", "a1000", false],
        ["a100*", "a1000", true],
        ["a100*", "rtx a1000", false],
        ["a100-*", "NVIDIA A100-SXM4-40GB", true],
        ["*40gb", "NVIDIA A100-SXM4-40GB", true],
        ["*40gb", "a100 80gb", false],
        ["*80gb*", "h100", true],
        ["*pcie*", "a100 40gb", false],
        ["rtx", "rtx 4090", false],
        ["rtx ????", "NVIDIA GeForce RTX 4090", true],
        ["rtx ???", "NVIDIA GeForce RTX 4090", false],
        ["TESLA *", "t4", true],
        ["tesla *", "l4", false],
        ["quadro *", "Quadro H100", false],
        ["l[45]", "l4", false],
        ["a100", "A100 MIG 1g.5gb", false],
        ["a100*", "A100-SXM4-40GB-MIG-1g.5gb", false],
        ["nvidia *", "A100-SXM4-40GB-MIG-1g.5gb", false],
        ["*", "A100-SXM4-40GB-MIG-1g.5gb", true],
        ["a100*mig*", "A100-SXM4-40GB-MIG-1g.5gb", true],
        ["a100*mig*", "A100-SXM4-40GB", false],
        ["a100 mig 1g.5gb", "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb-SHARED", true],
        ["a100 mig 1g.5gb", "NVIDIA-A100-SXM4-40GB-MIG-2g.10gb", false],
        [{ family: "Hopper" }, "NVIDIA H100 80GB HBM3", true],
        [{ family: "ada" }, "l40s", true],
        [{ family: "cdna3" }, "mi300x", true],
        [{ family: "hopper" }, "a100", false],
        [{ vendor: "amd" }, "MI250", true],
        [{ vendor: "nvidia", memory: ">=40" }, "a100", true],
        [{ memory: ">=80" }, "a100", false],
        [{ memory: 24 }, "L4", true],
        [{ memory: ">=24 <48" }, "L4", true],
        [{ memory: ">=24 <48" }, "L40", false],
        [{ memory: ">=40" }, "A100 MIG 1g.5gb", false],
        [{ memory: "<=10" }, "A100 MIG 1g.5gb", true],
        [{ computeCapability: ">=8.9" }, "B200", true],
        [{ computeCapability: ">=8.9" }, "mi300x", false],
        [{ year: ">=2020" }, "t4", false],
        [{ name: "rtx *", memory: ">=20" }, "4090", true],
        [{ name: "rtx *", memory: ">=20" }, "rtx 3080", false],
        [{ vendor: "nvidia" }, "quantum 9000", false],
    ])("%j against %.40j: %s", (pattern, name, expected) => {
        expect(matches(pattern, name)).toBe(expected);
    });

    it("names the first pattern that fits, as it was given", () => {
        const match = observedGpuVocabulary.matcher(["H100", "NVIDIA *", "tesla t4"]);
        expect(match("t4")).toBe("NVIDIA *");
        expect(match("h100")).toBe("H100");
        expect(match("radeon")).toBeUndefined();
    });

    it("covers a name whose cards several patterns cover together", () => {
        const match = observedGpuVocabulary.matcher(["a100 40gb", { memory: 80 }]);
        expect(match("a100")).toBe("a100 40gb");
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
});

describe("near misses", () => {
    const groups = [
        ["a100", "rtx a1000", "a10", "a10g", "a100x", "a1000"],
        ["l4", "l40", "l40s", "l40g"],
        ["t4", "t400", "t4g", "t40"],
        ["h100", "h800", "h20", "h200"],
        ["rtx 4090", "rtx 4090 d", "rtx 4090 laptop", "rtx 4080"],
        ["rtx 6000", "rtx a6000", "rtx 6000 ada", "rtx pro 6000", "p6000"],
        ["p4", "p40", "p100", "p4000"],
        ["v100", "v100s"],
        ["a100 40gb", "a100 80gb"],
        ["mi250", "mi250x"],
        ["rx 7900 xt", "rx 7900 xtx", "rx 7900 gre"],
    ];
    const pairs = groups.flatMap((group) =>
        group.flatMap((one) => group.filter((other) => other !== one).map((other) => [one, other])),
    ) as [string, string][];

    it.each(pairs)("%s does not mean %s", (one, other) => {
        expect(observedGpuVocabulary.matcher([one])(other)).toBeUndefined();
        expect(observedGpuVocabulary.denial([one])(other)).toBe(
            observedGpuVocabulary.identify(other) ? undefined : "undecided",
        );
    });
});

describe("GpuVocabulary.denial", () => {
    it.each<[GpuPattern[], string, string | undefined]>([
        [[], "quantum 9000", undefined],
        [["h100"], "h100", "denied"],
        [["h100"], "t4", undefined],
        [["h100"], "quantum 9000", "undecided"],
        [["quantum *"], "quantum 9000", "denied"],
        [["h100"], "x".repeat(100_000), "undecided"],
        [["a100 80gb"], "a100", "undecided"],
        [["a100 40gb", "a100 80gb"], "a100", "denied"],
        [["a100 pcie"], "a100 80gb", "undecided"],
        [["a100 pcie"], "a100-sxm4-80gb", undefined],
        [["*pcie*"], "nvidia h100", "undecided"],
        [["*hbm3*"], "NVIDIA H100 80GB HBM3", "denied"],
        [["*laptop gpu"], "NVIDIA GeForce RTX 4090 Laptop GPU", "denied"],
        [["*-shared"], "NVIDIA-T4-SHARED", "denied"],
        [["*pcie*"], "l4", undefined],
        [["a100"], "A100-SXM4-40GB-MIG-1g.5gb", "denied"],
        [["a100*"], "A100-SXM4-40GB-MIG-1g.5gb", "denied"],
        [["a100 80gb"], "A100-SXM4-40GB-MIG-1g.5gb", undefined],
        [["a100 80gb"], "A100 MIG 1g.5gb", "undecided"],
        [["a100 mig 1g.5gb"], "a100", undefined],
        [[{ memory: ">=40" }], "A100 MIG 1g.5gb", "denied"],
        [[{ memory: ">=80" }], "a100", "undecided"],
        [[{ family: "hopper" }], "h200 nvl", "denied"],
    ])("%j of %.40j: %s", (patterns, name, expected) => {
        expect(observedGpuVocabulary.denial(patterns)(name)).toBe(expected);
    });

    it("denies whatever a list that allows would cover, and leaves nothing unknown undecided", () => {
        const name = fc.oneof(
            fc.constantFrom(...knownGpuModels().map((model) => model.name)),
            fc.constantFrom("a100 mig 1g.5gb", "quantum", "h100 pcie"),
        );
        const pattern = fc.oneof(
            name,
            fc.constantFrom<GpuPattern>(
                "*",
                "nvidia *",
                "*00*",
                { memory: ">=40" },
                { year: "<2020" },
            ),
        );
        fc.assert(
            fc.property(
                fc.array(pattern, { minLength: 1, maxLength: 4 }),
                name,
                (patterns, given) => {
                    const denial = observedGpuVocabulary.denial(patterns)(given);
                    if (observedGpuVocabulary.matcher(patterns)(given) !== undefined) {
                        expect(denial).toBe("denied");
                    }
                    if (!observedGpuVocabulary.identify(given)) expect(denial).toBeDefined();
                },
            ),
            { numRuns: runs(1000) },
        );
    });
});
