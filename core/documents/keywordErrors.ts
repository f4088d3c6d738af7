import type { ErrorObject } from "ajv";

/** What an error of anyOf or oneOf says, in the form of `redefineKeywords`. */
export interface AlternativesParams {
    /**
     * How many errors each alternative has. They stand right before this error, in the same order:
     * nothing else tells whose they are, since an alternative may be a reference.
     */
    counts: number[];
    /** How many alternatives the value fits. */
    fitting: number;
}

/** What an error of uniqueItems says. */
export interface RepeatsParams {
    /** Each item that is there already, and the first one like it. */
    repeats: { index: number; first: number }[];
}

export function alternativesOf(error: ErrorObject): AlternativesParams | undefined {
    const isUnion = error.keyword === "anyOf" || error.keyword === "oneOf";
    return isUnion ? (error.params as AlternativesParams) : undefined;
}
