import { closest } from "bytenite-documents";
import { normalizeGpuName, type GpuVocabulary } from "bytenite-model";
import { knownModels } from "../gpuList";

const MOST_MEANT = 3;

/**
 * The models which an unknown name may mean. A name of which only a part was written comes before
 * a misspelt one: for "a100", "h100" is nearer than "a100 80gb", but a worse guess.
 */
export function meantModels(gpus: GpuVocabulary, name: string): string[] {
    const normalized = normalizeGpuName(name);
    const words = normalized.split(" ");
    const fuller = knownModels(gpus, (model) =>
        gpus.spellings(model.name).some((spelling) => {
            const known = spelling.split(" ");
            return words.every((word) => known.includes(word));
        }),
    );
    if (fuller.length > 0) return fuller.length <= MOST_MEANT ? fuller : [];
    const spelling = closest(
        normalized,
        gpus.models.flatMap((model) => gpus.spellings(model.name)),
    );
    const model = spelling === undefined ? undefined : gpus.identify(spelling);
    return model ? [model.name] : [];
}
