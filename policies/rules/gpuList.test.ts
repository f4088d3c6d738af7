import { GpuVocabulary, observedGpuVocabulary, type GpuModel } from "bytenite-model";
import { describeFamily, describeIdleFamilies } from "./gpuFamily";
import { describeListChange, distinctModels, joinCapped, namedModels, quoteNames } from "./gpuList";

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
        const source: GpuModel["source"] = "manifest of a public ByteNite sample";
        const model = { name: "q9", aliases: [], family: "Quantum", vram: 1, source };
        const gpus = new GpuVocabulary([model]);
        expect(describeFamily(gpus, "Q9")).toBe('"Q9" (family "Quantum")');
        expect(describeFamily(gpus, "t4")).toBe('"t4" (family not known)');
    });
});
