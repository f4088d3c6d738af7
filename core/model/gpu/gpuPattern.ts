import type { Gpu, GpuVariant } from "./gpu";

/** GPUs that a setting means: a name in any spelling, a glob with * and ?, or what they have in common. */
export type GpuPattern = string | GpuSelector;

/** GPUs by their facts. All that it states must hold. */
export interface GpuSelector {
    /** A name or a glob. */
    name?: string;
    /** nvidia, amd or intel. */
    vendor?: string;
    /** The architecture, such as hopper. */
    family?: string;
    /** GB: a number, or comparisons such as ">=40" or ">=24 <80". */
    memory?: number | string;
    /** A number, or comparisons. */
    computeCapability?: number | string;
    /** Of the release: a number, or comparisons. */
    year?: number | string;
}

/** Whether a pattern covers a card: for sure, for sure not, or it can't be told. */
export type Certainty = "yes" | "maybe" | "no";

/** Whom a list of patterns helps. A list that denies also means the slices of a card that it names. */
export type Purpose = "allow" | "deny";

/**
 * Tests the cards that a name may mean.
 *
 * @param written the normalized name. A glob that denies covers it too, as when nobody knew what it means;
 * one that allows does not, or "Quadro H100" would be a Quadro
 */
export type PatternTest = (
    gpu: Gpu,
    variant: GpuVariant,
    purpose: Purpose,
    written: string,
) => Certainty;
