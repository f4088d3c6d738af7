import type { GpuModel, GpuVocabulary } from "bytenite-model";
import { quote, setInManifest } from "./wording";

const SHOWN_NAMES = 10;
const SHOWN_PROPOSALS = 3;

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

/** What two names have in common when they mean the same model. */
export function modelKey(gpus: GpuVocabulary, name: string): string {
    return gpus.spellings(name)[0] ?? name;
}

/** The first entry of each model, in the list's order. */
export function distinctModels(gpus: GpuVocabulary, gpu: readonly string[]): string[] {
    const keys = gpu.map((name) => modelKey(gpus, name));
    return gpu.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}

/** The known models that pass a test, by the names that a manifest should use. */
export function knownModels(
    gpus: Pick<GpuVocabulary, "models">,
    passes: (model: GpuModel) => boolean,
): string[] {
    return gpus.models.filter(passes).map(({ name }) => name);
}

/** The models that patterns name, by the names that a manifest should use. A glob names none. */
export function namedModels(gpus: GpuVocabulary, patterns: readonly string[]): string[] {
    const names = patterns.filter((pattern) => !/[*?]/.test(pattern));
    return [...new Set(names.map((name) => gpus.identify(name)?.name ?? name))];
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

/** Keeps what is good; proposes something else where nothing is. */
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
