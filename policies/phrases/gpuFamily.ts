import { familyKey, memoizeByObject, type Gpu, type GpuVocabulary } from "bytenite-core/model";
import { quote } from "./wording";

/**
 * Tests models against names of families, in which neither case nor the way that words are joined matters.
 *
 * @param families a list that does not change: the settings of a rule are the same object for every app
 */
export const familyMatcher = memoizeByObject(
    (families: readonly string[]): ((gpu: Pick<Gpu, "family">) => boolean) => {
        const accepted = new Set(families.map(familyKey));
        return ({ family }) => accepted.has(familyKey(family));
    },
);

/** The family by which a rule judges a GPU. */
export function describeFamily(gpu: Gpu | undefined): string {
    return gpu ? `family ${quote([gpu.family])}` : "family not known";
}

/** Says which families of a setting can match nothing, which is a misspelling more often than not; "" when all can. */
export function describeIdleFamilies(gpus: GpuVocabulary, families: readonly string[]): string {
    const known = new Set(gpus.families.map(familyKey));
    const idle = families.filter((family) => !known.has(familyKey(family)));
    const shown = idle.map((family) => quote([family])).join(" or ");
    return idle.length === 0 ? "" : `; no known model is of the family ${shown}`;
}
