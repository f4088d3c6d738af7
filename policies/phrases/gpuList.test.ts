import { GpuVocabulary, observedGpuVocabulary } from "bytenite-core/model";
import { describeFamily, describeIdleFamilies } from "./gpuFamily";
import {
    describeListChange,
    distinctModels,
    joinCapped,
    namedModels,
    quoteNames,
    quotePatterns,
} from "./gpuList";

describe("the wording of GPU lists", () => {
    it("names ten, and counts the rest", () => {
        const parts = Array.from({ length: 12 }, (_, index) => `n${index}`);
        expect(joinCapped(parts)).toBe("n0, n1, n2, n3, n4, n5, n6, n7, n8, n9 and 2 more");
        expect(joinCapped(parts.slice(0, 10))).toBe("n0, n1, n2, n3, n4, n5, n6, n7, n8, n9");
    });

    it("names nothing twice", () => {
        expect(quoteNames(["t4", "t4", "l4"])).toBe('"t4", "l4"');
        expect(quoteNames([])).toBe("none");
    });

    it("writes what GPUs have in common as YAML does, in one order", () => {
        const patterns = [
            "t4",
            { memory: ">=40", vendor: "amd" },
            { family: "ada lovelace", year: 2022 },
        ];
        expect(quotePatterns(patterns)).toBe(
            '"t4", { vendor: amd, memory: ">=40" }, { family: ada lovelace, year: 2022 }',
        );
        expect(quotePatterns([])).toBe("none");
    });

    it("says how to teach the rules a model", () => {
        expect(describeListChange({ good: [], proposed: [], unknown: ["x"] })).toBe(
            `In the app's manifest, remove the models from device_requirements.gpu and push the app again, or have "x" added to catalogue.gpus in the organisation's rules file`,
        );
    });

    it("tells families that no model has", () => {
        const idle = describeIdleFamilies(observedGpuVocabulary, ["Ampere", "ampre", "x"]);
        expect(idle).toBe('; no known model is of the family "ampre" or "x"');
        expect(describeIdleFamilies(observedGpuVocabulary, ["Ampere"])).toBe("");
    });
});

describe("the models of a GPU list", () => {
    it("are told apart by what their names mean", () => {
        const gpu = ["T4", "A100 40GB", "tesla-t4", "A100 80GB", "Quantum_9000", "quantum 9000"];
        expect(distinctModels(observedGpuVocabulary, gpu)).toEqual([
            "T4",
            "A100 40GB",
            "A100 80GB",
            "Quantum_9000",
        ]);
    });

    it("come from patterns that are names", () => {
        const named = namedModels(observedGpuVocabulary, ["T4", "nvidia *", "tesla t4", "x"]);
        expect(named).toEqual(["tesla t4", "x"]);
    });

    it("come from the organisation's vocabulary", () => {
        const own = [{ name: "q9", family: "Quantum", vram: 1 }];
        const gpus = new GpuVocabulary({ own, observed: false });
        expect(describeFamily(gpus.identify("Q9"))).toBe('family "Quantum"');
        expect(describeFamily(gpus.identify("t4"))).toBe("family not known");
    });
});
