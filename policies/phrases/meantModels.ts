import { closest } from "bytenite-core/documents";
import { normalizeGpuName, VENDOR_WORDS, type Gpu, type GpuVocabulary } from "bytenite-core/model";
import { quote } from "./wording";

const MOST_MEANT = 3;
const LONGEST_NAME = 256;

/** Letters that look like others, as people mistype them or as other alphabets have them. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
    Object.entries({
        а: "a",
        в: "b",
        с: "c",
        е: "e",
        н: "h",
        і: "i",
        к: "k",
        м: "m",
        о: "o",
        р: "p",
        т: "t",
        х: "x",
        α: "a",
        β: "b",
        η: "h",
        κ: "k",
        μ: "m",
        ο: "o",
        ρ: "p",
        τ: "t",
        χ: "x",
        ν: "v",
    }),
);

/**
 * The models which a name may mean that is not one of those to use: those that its name leaves open, or the
 * one that it is a misspelling of. Only what is not the model itself may be misspelt: `l40x` means neither
 * `l40` nor `l40s`.
 */
export function meantModels(gpus: GpuVocabulary, name: string): string[] {
    if (name.length > LONGEST_NAME) return [];
    const known = gpus.identify(name);
    if (known) {
        const models = new Set(known.variants.map(({ model }) => model));
        const sizes = new Set(known.memory);
        const fuller = gpus.models.filter(({ variants }) =>
            variants.some(({ model, memory }) => model && models.has(model) && sizes.has(memory)),
        );
        return fuller.length <= MOST_MEANT ? fuller.map((gpu) => gpu.name) : [];
    }
    const corrected = gpus.identify(correctWords(name)) ?? closestOwn(gpus, name);
    return corrected ? [corrected.name] : [];
}

/** A name, and in brackets the models to ask for. */
export function suggest(gpus: GpuVocabulary, name: string): string {
    const question = meantModels(gpus, name)
        .map((each) => quote([each]))
        .join(" or ");
    return `${quote([name])}${question && ` (did you mean ${question}?)`}`;
}

/** Digits that were written as letters, letters of other alphabets, and misspelt makers and brands. */
function correctWords(name: string): string {
    const latin = [...normalizeGpuName(name)].map((letter) => LOOKALIKES.get(letter) ?? letter);
    return latin
        .join("")
        .split(" ")
        .map((word) => (/\d/.test(word) ? withDigits(word) : correctVendor(word)))
        .join(" ");
}

/** "h10o" is h100, "l4o" is l40. */
function withDigits(word: string): string {
    return word.replace(/(?<=\d)o+(?![a-z])|o+(?=\d)/g, (letters) => "0".repeat(letters.length));
}

function correctVendor(word: string): string {
    return closest(word, [...VENDOR_WORDS.keys()]) ?? word;
}

/** The organisation's own models have names of any kind: one that is misspelt has the same numbers. */
function closestOwn(gpus: GpuVocabulary, name: string): Gpu | undefined {
    const own = gpus.models.filter(({ knownFrom }) => knownFrom === "organisation");
    const written = normalizeGpuName(name);
    const spellings = own
        .flatMap(({ variants }) => variants.flatMap((variant) => variant.spellings()))
        .filter((spelling) => numbersOf(spelling) === numbersOf(written));
    const spelling = closest(written, spellings);
    return spelling === undefined ? undefined : gpus.identify(spelling);
}

function numbersOf(name: string): string {
    return (name.match(/\d+/g) ?? []).join(" ");
}
