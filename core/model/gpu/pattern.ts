import { glob } from "../glob";
import { spell, type Gpu, type GpuVariant } from "./gpu";
import { normalizeGpuName } from "./normalize";
import { parseGpuName, type GpuNameParts } from "./parse";
import { selectorTest } from "./selector";
import type { GpuPattern, Certainty, Purpose, PatternTest } from "./gpuPattern";

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
