import { isGlob, memoizeByObject, type GpuPattern, type GpuVocabulary } from "bytenite-core/model";
import type { Unidentified } from "../../phrases/gpuFact";

/**
 * What gpu-allowed makes of a name. outside: nothing allows it. ambiguous: it may mean a denied model or
 * another one. unknown: nobody knows it, and there are denied models.
 */
export type GpuVerdict = "good" | "outside" | "denied" | "ambiguous" | "unknown";

const EVERYTHING = ["*"];
const NOTHING: GpuPattern[] = [];

/** Judges names by lists that don't change. */
export function gpuVerdict(
    gpus: GpuVocabulary,
    settings: {
        allow?: readonly GpuPattern[] | undefined;
        deny?: readonly GpuPattern[] | undefined;
        unidentified: Unidentified;
    },
): (name: string) => GpuVerdict {
    const { allow, deny = NOTHING, unidentified } = settings;
    const isAllowed = gpus.matcher(allow ?? EVERYTHING);
    const isAllowedByName = gpus.matcher(exactNames(allow ?? NOTHING));
    const denialOf = gpus.denial(deny);
    return (name) => {
        const denial = denialOf(name);
        if (denial === "denied") return "denied";
        if (denial === "undecided") {
            if (gpus.identify(name)) return "ambiguous";
            const isLetPass = unidentified === "accept" || isAllowedByName(name) !== undefined;
            if (!isLetPass) return "unknown";
        }
        return isAllowed(name) === undefined ? "outside" : "good";
    };
}

/** Remembered, since a vocabulary remembers what it makes of a list. */
const exactNames = memoizeByObject((allow: readonly GpuPattern[]): string[] =>
    allow.filter((each): each is string => typeof each === "string" && !isGlob(each)),
);
