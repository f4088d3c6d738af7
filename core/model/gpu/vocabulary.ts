import { memoize } from "../memoize";
import { cardKey, driverName, once, sizesOf, titleOf, variantsOf } from "./gpu";
import type { Gpu } from "./gpu";
import { normalizeGpuName } from "./normalize";
import { OBSERVED_GPUS, type ObservedGpu } from "./observed";
import { OwnGpus, type GpuDefinition } from "./own";
import { LONGEST_GPU_NAME, parseGpuName, type GpuNameParts } from "./parse";
import { patternTest, textTest } from "./pattern";
import type { Certainty, GpuPattern, PatternTest, Purpose } from "./gpuPattern";
import { knownGpuModels } from "./table";

/** What a list that denies says of a name. undecided: it can't be told from what is denied. */
export type GpuDenial = "denied" | "undecided";

/** What is known besides the public range. */
export interface GpuVocabularyOptions {
    /** The organisation's own models. They win. */
    own?: readonly GpuDefinition[];
    /** false: only the organisation's own models are known. Default: true. */
    observed?: boolean;
}

/**
 * Knows what names of GPUs mean. Three layers: the organisation's own models, over the names that were
 * observed at ByteNite, over the public range of the makers. A name is read by its parts, so that all
 * spellings of a model are one, and near misses are not.
 */
export class GpuVocabulary {
    private readonly own: OwnGpus;
    private readonly isObserved: boolean;
    /** By the list itself: the settings of a rule are the same object for every app. */
    private readonly matchers = new WeakMap<object, (name: string) => GpuPattern | undefined>();
    private readonly denials = new WeakMap<object, (name: string) => GpuDenial | undefined>();

    constructor({ own = [], observed = true }: GpuVocabularyOptions = {}) {
        this.own = new OwnGpus(own);
        this.isObserved = observed;
    }

    /** What a name means, whatever its spelling; `undefined`: nobody knows it. */
    readonly identify = memoize((name): Gpu | undefined => {
        if (name.length > LONGEST_GPU_NAME) return undefined;
        const parts = parseGpuName(name);
        const own = this.own.find(name, parts);
        if (own || !this.isObserved || !parts) return own;
        return this.identifyParts(parts);
    });

    /** What two names have in common that mean the same: of names that nobody knows, the normalized text. */
    key(name: string): string {
        if (name.length > LONGEST_GPU_NAME) return name;
        return this.identify(name)?.key ?? normalizeGpuName(name);
    }

    /** The GPUs that ByteNite was seen to use, and the organisation's own: those to propose. */
    get models(): readonly Gpu[] {
        return this.listModels();
    }

    /** The families that any known model has, the organisation's own included. */
    get families(): readonly string[] {
        return this.listFamilies();
    }

    /** Everything that is known: the models to propose, then the rest of the public range. */
    get known(): readonly Gpu[] {
        const range = this.isObserved ? knownGpuModels() : [];
        const rest = range
            .map((model) => this.identifyParts({ model }))
            .filter(({ knownFrom }) => knownFrom === "public range")
            .filter(({ key }) => this.models.every((gpu) => gpu.key !== key));
        return [...this.models, ...rest];
    }

    private readonly listModels = once((): readonly Gpu[] => {
        const observed = this.isObserved ? OBSERVED_GPUS : [];
        const found = observed.map(({ name }) => this.identify(name));
        return [...found.filter((gpu) => gpu?.knownFrom === "observed"), ...this.own.gpus] as Gpu[];
    });

    private readonly listFamilies = once((): readonly string[] => {
        const known = this.isObserved ? knownGpuModels() : [];
        return [...new Set([...known, ...this.own.gpus].map(({ family }) => family))];
    });

    /**
     * Finds the first pattern that covers a name for sure, whichever of the cards it means that the name may
     * mean. Of a name that nobody knows: the first that is its text, or a glob that covers its text.
     *
     * @param patterns a list that does not change
     */
    matcher(patterns: readonly GpuPattern[]): (name: string) => GpuPattern | undefined {
        const known = this.matchers.get(patterns);
        if (known) return known;
        const test = this.test(patterns);
        const matcher = memoize((name) => {
            const found = test(name, "allow");
            return found.every(({ certainty }) => certainty === "yes")
                ? found[0]?.pattern
                : undefined;
        });
        this.matchers.set(patterns, matcher);
        return matcher;
    }

    /**
     * Says whether a list of denied models means a name. A name that nobody knows, or that may mean a denied
     * model or another one, is undecided. `undefined`: it surely means another model.
     *
     * @param patterns a list that does not change
     */
    denial(patterns: readonly GpuPattern[]): (name: string) => GpuDenial | undefined {
        const known = this.denials.get(patterns);
        if (known) return known;
        const test = this.test(patterns);
        const denial = memoize((name): GpuDenial | undefined => {
            if (patterns.length === 0) return undefined;
            const found = test(name, "deny").map(({ certainty }) => certainty);
            if (found.every((certainty) => certainty === "yes")) return "denied";
            if (!this.identify(name)) return "undecided";
            return found.every((certainty) => certainty === "no") ? undefined : "undecided";
        });
        this.denials.set(patterns, denial);
        return denial;
    }

    /** For each card that a name may mean, the pattern that says most of it. */
    private test(patterns: readonly GpuPattern[]): (name: string, purpose: Purpose) => Finding[] {
        const tests = patterns.map((pattern) => ({
            pattern,
            test: patternTest(pattern, this.identify),
            isText: textTest(pattern),
        }));
        return (name, purpose) => {
            const gpu = this.identify(name);
            if (gpu) {
                const written = normalizeGpuName(name);
                return gpu.variants.map((variant) =>
                    findMost(tests, (test) => test(gpu, variant, purpose, written)),
                );
            }
            const match =
                name.length > LONGEST_GPU_NAME
                    ? tests.find(({ pattern }) => pattern === "*")
                    : tests.find(({ isText }) => isText(normalizeGpuName(name)));
            return [match ? { pattern: match.pattern, certainty: "yes" } : { certainty: "no" }];
        };
    }

    private identifyParts(parts: GpuNameParts): Gpu {
        const { model, slice } = parts;
        const seen = slice ? undefined : observedSpellings().get(cardKey(parts));
        const formFactor = parts.formFactor ?? seen?.parts.formFactor;
        const whole = { ...parts, ...(formFactor !== undefined && { formFactor }) };
        const { vendor, family, computeCapability, power, year } = model;
        return {
            name: seen?.observed.name ?? driverName(parts),
            title: titleOf(model),
            vendor,
            family,
            memory: slice ? [slice.memory] : sizesOf(parts),
            ...(computeCapability !== undefined && { computeCapability }),
            power,
            year,
            ...(formFactor !== undefined && { formFactor }),
            ...(slice && { slice }),
            knownFrom: seen ? "observed" : "public range",
            source: seen?.observed.source ?? model.source,
            key: `${cardKey(seen?.parts ?? parts)}|${slice?.profile ?? ""}`,
            variants: variantsOf(whole),
        };
    }
}

/** What a list of patterns says of a card. */
interface Finding {
    certainty: Certainty;
    /** The pattern that says so. */
    pattern?: GpuPattern;
}

function findMost(
    tests: readonly { pattern: GpuPattern; test: PatternTest }[],
    ask: (test: PatternTest) => Certainty,
): Finding {
    let most: Finding = { certainty: "no" };
    for (const { pattern, test } of tests) {
        const certainty = ask(test);
        if (certainty === "yes") return { pattern, certainty };
        if (certainty === "maybe") most = { pattern, certainty };
    }
    return most;
}

/** The observed names by what they state. One that states a form factor is meant by the name without it, too. */
const observedSpellings = once(() => {
    const found = new Map<string, { observed: ObservedGpu; parts: GpuNameParts }>();
    for (const observed of OBSERVED_GPUS) {
        const parts = parseGpuName(observed.name);
        if (!parts) throw new Error(`"${observed.name}" names no model of the public range`);
        const aliases = (observed.aliases ?? []).flatMap((alias) => parseGpuName(alias) ?? []);
        for (const each of [parts, ...aliases]) found.set(cardKey(each), { observed, parts });
        found.set(cardKey(parts, ""), { observed, parts });
    }
    return found;
});

/** The vocabulary without an organisation's own models. */
export const observedGpuVocabulary = new GpuVocabulary();
