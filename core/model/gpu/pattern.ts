import { glob } from "../glob";
import { spell, type Gpu, type GpuVariant } from "./gpu";
import { normalizeGpuName } from "./normalize";
import { parseGpuName, type GpuNameParts } from "./parse";
import { selectorTest } from "./selector";

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

/** Whether a text is a glob. */
export function isGlob(text: string): boolean {
    return /[*?]/.test(text);
}

/** @param identify what a name means to the vocabulary */
export function patternTest(
    pattern: GpuPattern,
    identify: (name: string) => Gpu | undefined,
): PatternTest {
    if (typeof pattern !== "string") {
        const { name } = pattern;
        return selectorTest(pattern, name === undefined ? undefined : patternTest(name, identify));
    }
    return isGlob(pattern) ? globTest(pattern) : nameTest(pattern, identify(pattern));
}

/** A pattern as a text, for the names that nobody knows. */
export function textTest(pattern: GpuPattern): (normalized: string) => boolean {
    if (typeof pattern !== "string") return () => false;
    const normalized = normalizeGpuName(pattern);
    return isGlob(pattern) ? glob(normalized) : (text) => text === normalized;
}

/** What a name leaves open, it means all of: "a100" covers each size and form of it. */
function nameTest(pattern: string, meant: Gpu | undefined): PatternTest {
    const parts = parseGpuName(pattern);
    if (!parts) return ownNameTest(meant);
    return (gpu, variant, purpose) => {
        if (meant && gpu.key === meant.key) return "yes";
        if (parts.model !== variant.model) return "no";
        if (parts.memory !== undefined && parts.memory !== variant.memory) return "no";
        if (!isSliceMeant(parts, variant, purpose)) return "no";
        return compareFormFactors(parts.formFactor, variant.formFactor);
    };
}

/** A name that only the organisation knows. It covers a card of the public range that is the same. */
function ownNameTest(meant: Gpu | undefined): PatternTest {
    const isSame = (variant: GpuVariant): boolean =>
        meant?.variants.some(
            ({ model, memory }) => model && model === variant.model && memory === variant.memory,
        ) ?? false;
    return (gpu, variant, purpose) => {
        if (meant && gpu.key === meant.key) return "yes";
        return isSame(variant) && (!variant.slice || purpose === "deny") ? "yes" : "no";
    };
}

function isSliceMeant(parts: GpuNameParts, { slice }: GpuVariant, purpose: Purpose): boolean {
    if (!parts.slice) return !slice || purpose === "deny";
    return slice?.profile === parts.slice.profile;
}

function compareFormFactors(wanted: string | undefined, stated: string | undefined): Certainty {
    if (wanted === undefined || wanted === stated) return "yes";
    if (stated === undefined) return "maybe";
    // "sxm" alone is any of them.
    if (stated.startsWith(wanted)) return "yes";
    return wanted.startsWith(stated) ? "maybe" : "no";
}

/** A slice of a card is no such card: a glob means one only where it says so, or means everything. */
function globTest(pattern: string): PatternTest {
    const normalized = normalizeGpuName(pattern);
    const matches = glob(normalized);
    const isForSlices = normalized === "*" || /\bmig\b/.test(normalized);
    return (_gpu, { model, memory, formFactor, slice, spellings }, purpose, written) => {
        if (slice && !isForSlices && purpose === "allow") return "no";
        if (purpose === "deny" && matches(written)) return "yes";
        const write = (names: readonly string[]): readonly string[] =>
            slice && isForSlices ? names.map((each) => `${each} mig ${slice.profile}`) : names;
        if (write(spellings()).some(matches)) return "yes";
        const open = formFactor === undefined ? (model?.formFactors ?? []) : [];
        const mayMatch = open.some(
            (each) => model && write(spell(model, memory, each.name)).some(matches),
        );
        return mayMatch ? "maybe" : "no";
    };
}
