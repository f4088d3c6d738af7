import {
    isGlob,
    showValue,
    type Gpu,
    type GpuPattern,
    type GpuVocabulary,
} from "bytenite-core/model";
import type { Problem } from "../contract/problem";
import { changeManifest, quote, setInManifest } from "./wording";

const SHOWN_NAMES = 10;
const SHOWN_PROPOSALS = 3;
const SELECTOR_KEYS = ["name", "vendor", "family", "memory", "computeCapability", "year"] as const;

/** Where an organisation tells the rules about GPU models that they don't know. */
export const CATALOGUE = "catalogue.gpus in the organisation's rules file";

/** The parts of a sentence, as many as a person reads: the rest is a number. */
export function joinCapped(parts: readonly string[]): string {
    const shown = [...new Set(parts)];
    const rest = shown.splice(SHOWN_NAMES).length;
    return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** As quote, but each name once, and as many as a person reads. */
export function quoteNames(names: readonly string[]): string {
    return names.length === 0 ? quote([]) : joinCapped(names.map((name) => quote([name])));
}

/** A setting that names GPUs: names and globs in quotes, the rest as YAML writes it. */
export function quotePatterns(patterns: readonly GpuPattern[]): string {
    return patterns.length === 0 ? quote([]) : joinCapped(patterns.map(describePattern));
}

/** A name or a glob in quotes; what GPUs have in common as YAML writes it. */
export function describePattern(pattern: GpuPattern): string {
    if (typeof pattern === "string") return quote([pattern]);
    // In an order of its own: the engine orders the keys in another way than the rules file.
    const facts = SELECTOR_KEYS.flatMap((key) => {
        const value = pattern[key];
        if (value === undefined) return [];
        const isPlain = /^[a-z0-9]([\w .-]*\w)?$/i.test(String(value));
        return `${key}: ${isPlain ? value : showValue(value)}`;
    });
    return `{ ${facts.join(", ")} }`;
}

/** The first entry of each model, in the list's order. */
export function distinctModels(gpus: GpuVocabulary, gpu: readonly string[]): string[] {
    if (gpu.length < 2) return [...gpu];
    const first = new Map<string, string>();
    for (const name of gpu) {
        const key = gpus.key(name);
        if (!first.has(key)) first.set(key, name);
    }
    return [...first.values()];
}

/** The models to propose that pass a test, by the names that a manifest should use. */
export function knownModels(
    gpus: Pick<GpuVocabulary, "models">,
    passes: (gpu: Gpu) => boolean,
): string[] {
    return gpus.models.filter(passes).map(({ name }) => name);
}

/** The models that patterns name, by the names that a manifest should use. A glob or a selector names none. */
export function namedModels(gpus: GpuVocabulary, patterns: readonly GpuPattern[]): string[] {
    const names = patterns.filter(
        (pattern): pattern is string => typeof pattern === "string" && !isGlob(pattern),
    );
    return [...new Set(names.map((name) => canonicalName(gpus, name)))];
}

/** The name as ByteNite was seen to use it, or as the organisation does; else as it is written. */
export function canonicalName(gpus: GpuVocabulary, name: string): string {
    const gpu = gpus.identify(name);
    return gpu && gpu.knownFrom !== "public range" ? gpu.name : name;
}

/** What to do about a GPU list of which only some entries are good. */
export interface ListChange {
    /** The entries that the rule accepts, in the list's order. */
    good: readonly string[];
    /** What an app could list instead when no entry is good, the best first. */
    proposed: readonly string[];
    /** The entries that are refused for no other reason than that nobody knows their facts. */
    unknown?: readonly string[];
}

/** Keeps what is good; proposes something else where nothing is, which is for a person to choose. */
export function proposeListChange(change: ListChange): Pick<Problem, "fix" | "change"> {
    const { good, unknown = [] } = change;
    if (good.length > 0 && unknown.length === 0) {
        return changeManifest("deviceRequirements.gpu", [...good]);
    }
    return { fix: describeListChange(change) };
}

/** The words of proposeListChange. */
export function describeListChange({ good, proposed, unknown = [] }: ListChange): string {
    const models = good.length > 0 ? good : proposed;
    const teach =
        unknown.length > 0 ? `, or have ${quoteNames(unknown)} added to ${CATALOGUE}` : "";
    if (models.length === 0) {
        return `In the app's manifest, remove the models from device_requirements.gpu and push the app again${teach}`;
    }
    const choice = good.length === 0 && proposed.length > 1 ? ", or to some of these," : "";
    return `${setInManifest({ device_requirements: { gpu: [...models] } }, choice)}${teach}`;
}

/** So few proposals that a person can choose. */
export function fewProposals(models: readonly string[]): string[] {
    return models.slice(0, SHOWN_PROPOSALS);
}
