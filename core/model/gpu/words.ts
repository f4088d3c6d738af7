import { normalizeGpuName } from "./normalize";
import type { GpuVendor } from "./table";

/** Makers and brands, which a name may state or leave out. */
export const VENDOR_WORDS: ReadonlyMap<string, GpuVendor> = new Map([
    ["nvidia", "nvidia"],
    ["tesla", "nvidia"],
    ["geforce", "nvidia"],
    ["quadro", "nvidia"],
    ["amd", "amd"],
    ["radeon", "amd"],
    ["instinct", "amd"],
    ["intel", "intel"],
    ["habana", "intel"],
]);

/** Words that say nothing of which GPU it is: of drivers, shops and schedulers. */
export const DECORATIONS: ReadonlySet<string> = new Set([
    "gpu",
    "gpus",
    "graphics",
    "card",
    "accelerator",
    "tensor",
    "core",
    "generation",
    "edition",
    "with",
    "design",
    "shared",
    "ac",
]);

/** Architectures as names state them. A model whose name lacks the word must be of it. */
export const FAMILY_WORDS: ReadonlyMap<string, string> = new Map([
    ["maxwell", "maxwell"],
    ["pascal", "pascal"],
    ["volta", "volta"],
    ["turing", "turing"],
    ["ampere", "ampere"],
    ["ada", "ada lovelace"],
    ["lovelace", "ada lovelace"],
    ["hopper", "hopper"],
    ["blackwell", "blackwell"],
]);

/** Words that make another model wherever they stand in a name, and what they are called here. */
export const VARIANTS: ReadonlyMap<string, string> = new Map([
    ["laptop", "laptop"],
    ["mobile", "laptop"],
    ["max q", "max-q"],
    ["maxq", "max-q"],
    ["sff", "sff"],
    ["embedded", "embedded"],
]);

/** Ways in which a card is built, and what they are called here. */
export const FORM_FACTORS: ReadonlyMap<string, string> = new Map([
    ["sxm", "sxm"],
    ["sxm 2", "sxm2"],
    ["sxm 3", "sxm3"],
    ["sxm 4", "sxm4"],
    ["sxm 5", "sxm5"],
    ["sxm 6", "sxm6"],
    ["pcie", "pcie"],
    ["pci e", "pcie"],
    ["nvl", "nvl"],
    ["oam", "oam"],
    ["fhhl", "fhhl"],
    ["dgxs", "dgxs"],
    ["max q", "max-q"],
    ["maxq", "max-q"],
    ["workstation", "workstation"],
    ["ws", "workstation"],
    ["server", "server"],
]);

const MEMORY_TYPES: ReadonlySet<string> = new Set(["hbm", "gddr"]);
const MEMORY_UNITS: ReadonlySet<string> = new Set(["gb", "gib", "g"]);

/** Words that are written together with the next one: "rtxa6000", "geforcertx4090", "4070tisuper". */
const JOINED = ["rtx", "gtx", "rx", "arc", "ti", "pcie", "sxm", "super", ...VENDOR_WORDS.keys()];
const UNJOINED: ReadonlySet<string> = new Set(["titan"]);

/**
 * The words of a name: runs of letters and runs of digits, so that "rtx4090", "RTX 4090" and "rtx-4090" are
 * the same, and "a100" and "a1000" are not. What is neither letter nor digit nor a separator is a word too.
 */
export function wordsOf(name: string): string[] {
    const runs = normalizeGpuName(name).match(/[a-z]+|[0-9]+|[^a-z0-9\s()[\],/+.:-]+/g) ?? [];
    return runs.flatMap(splitJoined);
}

function splitJoined(run: string): string[] {
    const first = JOINED.find((word) => run.length > word.length && run.startsWith(word));
    return first === undefined || UNJOINED.has(run)
        ? [run]
        : [first, ...splitJoined(run.slice(first.length))];
}

/** GB, where the two words from a position are a size of memory. */
export function readMemory(words: readonly string[], at: number): number | undefined {
    const [digits = "", unit = ""] = words.slice(at, at + 2);
    return /^\d+$/.test(digits) && MEMORY_UNITS.has(unit) ? Number(digits) : undefined;
}

/** How many words from a position are a type of memory, such as "hbm 2 e". 0: they are none. */
export function memoryTypeLength(words: readonly string[], at: number): number {
    const [type = "", generation = "", suffix = ""] = words.slice(at, at + 3);
    if (!MEMORY_TYPES.has(type)) return 0;
    if (!/^\d$/.test(generation)) return 1;
    return suffix === "e" || suffix === "x" ? 3 : 2;
}
