import { GpuVocabulary, observedGpuVocabulary, type GpuModel } from "bytenite-model";
import { meantModels } from "./meantModels";

const model = (name: string, aliases: string[] = []): GpuModel => ({
    name,
    aliases,
    family: "ampere",
    vram: 40,
    source: "manifest of a public ByteNite sample",
});

describe("meantModels", () => {
    it("asks for a near name that the organisation added, and doesn't take it for the model", () => {
        const gpus = new GpuVocabulary([model("a100"), model("t4")]);
        expect(meantModels(gpus, "A1000")).toEqual(["a100"]);
        expect(gpus.identify("A1000")).toBeUndefined();
    });

    it("asks by the canonical name for a near alias", () => {
        const gpus = new GpuVocabulary([model("nvidia quantum 9000", ["q9000"])]);
        expect(meantModels(gpus, "q900")).toEqual(["nvidia quantum 9000"]);
    });

    it("prefers fuller names to near ones", () => {
        expect(meantModels(observedGpuVocabulary, "nvidia_A100")).toEqual([
            "nvidia a100-sxm4-40gb",
            "nvidia a100 80gb",
        ]);
        expect(meantModels(observedGpuVocabulary, "4090")).toEqual(["nvidia geforce rtx 4090"]);
    });

    it.each(["", " ", "nvidia", "tesla", "quantum 9000"])("asks for nothing for %j", (name) => {
        expect(meantModels(observedGpuVocabulary, name)).toEqual([]);
    });
});
