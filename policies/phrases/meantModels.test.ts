import { GpuVocabulary, knownGpuModels, observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { meantModels } from "./meantModels";

describe("meantModels", () => {
    it("asks for the observed models that a name leaves open", () => {
        expect(meantModels(observedGpuVocabulary, "nvidia_A100")).toEqual([
            "nvidia a100-sxm4-40gb",
            "nvidia a100 80gb",
        ]);
        expect(meantModels(observedGpuVocabulary, "H100 PCIe")).toEqual(["nvidia h100"]);
        expect(meantModels(observedGpuVocabulary, "V100-SXM2-32GB")).toEqual(["nvidia v100"]);
    });

    it.each([
        ["NVIDIA H10O", "nvidia h100"],
        ["nvdia a100 80gb", "nvidia a100 80gb"],
        ["tessla t 4", "tesla t4"],
        ["NVIDIA Н100", "nvidia h100"],
        ["NVIDIA Gefroce RTX 4090", "nvidia geforce rtx 4090"],
        ["l4o", "nvidia l40"],
        ["rtx 3o9o", "nvidia geforce rtx 3090"],
        ["Raedon RX 7900 XTX", "amd radeon rx 7900 xtx"],
    ])("takes %j for a misspelt %j", (name, meant) => {
        expect(observedGpuVocabulary.identify(name)).toBeUndefined();
        expect(meantModels(observedGpuVocabulary, name)).toEqual([meant]);
    });

    it.each([
        "",
        " ",
        "nvidia",
        "tesla",
        "quantum 9000",
        "a1000",
        "l40x",
        "l40",
        "L40S",
        "h100x",
        "t5",
    ])("asks for nothing for %j", (name) => {
        expect(meantModels(observedGpuVocabulary, name)).toEqual([]);
    });

    it("asks for an own model whose name is misspelt, but for its numbers", () => {
        const own = [{ name: "nvidia quantum 9000", aliases: ["q9000"], family: "q", vram: 1 }];
        const gpus = new GpuVocabulary({ own });
        expect(meantModels(gpus, "nvidia qantum 9000")).toEqual(["nvidia quantum 9000"]);
        expect(meantModels(gpus, "q900")).toEqual([]);
        expect(meantModels(gpus, "nvidia quantum 900")).toEqual([]);
    });

    it("never asks for another tier of a model: the letters and digits of the model are as they were written", () => {
        const core = (name: string) =>
            name
                .toLowerCase()
                .replace(/nvidia|tesla|geforce|quadro|amd|radeon|instinct|intel/g, "")
                .replace(/\d+ ?gb|sxm\d?|[^a-z0-9]/g, "")
                .replaceAll("o", "0");
        const character = fc.constantFrom(..."abcdghilmopqrstx0123456789 ");
        fc.assert(
            fc.property(
                fc.constantFrom(...knownGpuModels()),
                fc.nat(30),
                character,
                fc.constantFrom("insert", "replace", "remove"),
                ({ name }, position, letter, edit) => {
                    const at = position % (name.length + 1);
                    const rest = name.slice(edit === "insert" ? at : at + 1);
                    const written = name.slice(0, at) + (edit === "remove" ? "" : letter) + rest;
                    if (observedGpuVocabulary.identify(written)) return;
                    for (const meant of meantModels(observedGpuVocabulary, written)) {
                        expect(core(written).endsWith(core(meant))).toBe(true);
                    }
                },
            ),
            { numRuns: runs(3000) },
        );
    });
});
