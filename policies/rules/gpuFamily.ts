import type { GpuModel, GpuVocabulary } from "bytenite-model";
import { quote } from "./wording";

/** Tests models against names of families, in which case doesn't matter. */
export function familyMatcher(families: readonly string[]): (model: GpuModel) => boolean {
    const accepted = new Set(families.map((family) => family.toLowerCase()));
    return ({ family }) => accepted.has(family.toLowerCase());
}

/** A name of a GPU list, and the family by which a rule judges it. */
export function describeFamily(gpus: GpuVocabulary, name: string): string {
    const family = gpus.identify(name)?.family;
    return `${quote([name])} (${family === undefined ? "family not known" : `family ${quote([family])}`})`;
}

/** Says which families of a setting can match nothing, which is a misspelling more often than not; "" when all can. */
export function describeIdleFamilies(gpus: GpuVocabulary, families: readonly string[]): string {
    const idle = families.filter((family) => !gpus.models.some(familyMatcher([family])));
    const shown = idle.map((family) => quote([family])).join(" or ");
    return idle.length === 0 ? "" : `; no known model is of the family ${shown}`;
}
