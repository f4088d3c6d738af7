import { glob } from "./glob";
import { OBSERVED_GPU_MODELS, type GpuModel } from "./gpuVocabulary";
import { memoize } from "./memoize";

/**
 * The form in which GPU names are compared: lower case, words joined by one space, no trademark
 * signs. `NVIDIA A100-SXM4-40GB` and `nvidia a100 sxm4 40gb` are one; `a100` and `a1000` are not.
 */
export const normalizeGpuName = memoize((name: string): string =>
    name
        .replace(/[®™]/g, " ")
        .normalize("NFKC")
        .toLowerCase()
        .replace(/\((?:r|tm)\)|[\s_-]+/g, " ")
        .replace(/ +/g, " ")
        .trim(),
);

/** Knows which spellings name the same GPU model. */
export class GpuVocabulary {
    private readonly modelsBySpelling = new Map<string, GpuModel>();
    /** By the list itself: the settings of a rule are the same object for every app. */
    private readonly matchers = new WeakMap<
        readonly string[],
        (name: string) => string | undefined
    >();

    constructor(readonly models: readonly GpuModel[] = OBSERVED_GPU_MODELS) {
        for (const model of models) {
            for (const spelling of [model.name, ...model.aliases]) {
                this.modelsBySpelling.set(normalizeGpuName(spelling), model);
            }
        }
    }

    /** The model that a name means, whatever its spelling; `undefined`: a name that isn't known. */
    readonly identify = memoize((name): GpuModel | undefined =>
        this.modelsBySpelling.get(normalizeGpuName(name)),
    );

    /** Every known spelling of the same model, normalized; for an unknown name, itself. */
    readonly spellings = memoize((name): readonly string[] => {
        const model = this.identify(name);
        return (model ? [model.name, ...model.aliases] : [name]).map(normalizeGpuName);
    });

    /**
     * Finds the first pattern that a GPU name matches. A pattern is a name, or a glob with `*` and
     * `?`; it has to match a whole spelling of the name's model, never a part of it.
     *
     * @param patterns a list that does not change
     */
    matcher(patterns: readonly string[]): (name: string) => string | undefined {
        const known = this.matchers.get(patterns);
        if (known) return known;
        const tests = patterns.map((pattern) => ({ pattern, matches: this.test(pattern) }));
        const matcher = memoize((name) => {
            const spellings = this.spellings(name);
            return tests.find(({ matches }) => spellings.some(matches))?.pattern;
        });
        this.matchers.set(patterns, matcher);
        return matcher;
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
