import { glob } from "./glob";
import { OBSERVED_GPU_MODELS, type GpuModel } from "./gpuVocabulary";

/**
 * The form in which GPU names are compared: lower case, words joined by one space, no trademark
 * signs. `NVIDIA A100-SXM4-40GB` and `nvidia a100 sxm4 40gb` are one; `a100` and `a1000` are not.
 */
export function normalizeGpuName(name: string): string {
    return name
        .replace(/[®™]/g, " ")
        .normalize("NFKC")
        .toLowerCase()
        .replace(/\((?:r|tm)\)|[\s_-]+/g, " ")
        .replace(/ +/g, " ")
        .trim();
}

/** Knows which spellings name the same GPU model. */
export class GpuVocabulary {
    private readonly modelsBySpelling = new Map<string, GpuModel>();

    constructor(readonly models: readonly GpuModel[] = OBSERVED_GPU_MODELS) {
        for (const model of models) {
            for (const spelling of [model.name, ...model.aliases]) {
                this.modelsBySpelling.set(normalizeGpuName(spelling), model);
            }
        }
    }

    /** The model that a name means, whatever its spelling; `undefined`: a name that isn't known. */
    identify(name: string): GpuModel | undefined {
        return this.modelsBySpelling.get(normalizeGpuName(name));
    }

    /** Every known spelling of the same model, normalized; for an unknown name, itself. */
    spellings(name: string): string[] {
        const model = this.identify(name);
        return (model ? [model.name, ...model.aliases] : [name]).map(normalizeGpuName);
    }

    /**
     * Finds the first pattern that a GPU name matches. A pattern is a name, or a glob with `*` and
     * `?`; it has to match a whole spelling of the name's model, never a part of it.
     */
    matcher(patterns: readonly string[]): (name: string) => string | undefined {
        const tests = patterns.map((pattern) => ({ pattern, matches: this.test(pattern) }));
        return (name) => {
            const spellings = this.spellings(name);
            return tests.find(({ matches }) => spellings.some(matches))?.pattern;
        };
    }

    private test(pattern: string): (spelling: string) => boolean {
        if (!/[*?]/.test(pattern)) {
            const accepted = new Set(this.spellings(pattern));
            return (spelling) => accepted.has(spelling);
        }
        return glob(normalizeGpuName(pattern));
    }
}

/** The vocabulary of the names that were observed in ByteNite's public material. */
export const observedGpuVocabulary = new GpuVocabulary();
