import { memoize } from "../memoize";
import {
    DECORATIONS,
    FAMILY_WORDS,
    FORM_FACTORS,
    memoryTypeLength,
    readMemory,
    VARIANTS,
    VENDOR_WORDS,
    wordsOf,
} from "./words";
import { knownGpuModels, type GpuFormFactor, type GpuModel, type GpuVendor } from "./table";
import { normalizeGpuName } from "./normalize";

/** What a name states. */
export interface GpuNameParts {
    model: GpuModel;
    /** GB of the card. Absent: the name does not say which of the model's sizes it is. */
    memory?: number;
    /** Absent: the name does not say. */
    formFactor?: string;
    /** The slice of a card that is shared by NVIDIA's MIG. Absent: the whole card. */
    slice?: GpuSlice;
}

/** A part of a card that a MIG profile cuts off. */
export interface GpuSlice {
    /** NVIDIA's name of the profile: "1g.5gb". */
    profile: string;
    /** GB. */
    memory: number;
}

/** No GPU has a longer name, in characters, and an app may list what it likes. */
export const LONGEST_GPU_NAME = 256;

/**
 * The parts of a GPU's name, if it names a model of the public range: makers and brands, the model, its form
 * factor, its memory, a MIG profile, and what schedulers add. Everything in the name must be one of these.
 */
export const parseGpuName = memoize((name): GpuNameParts | undefined => {
    if (name.length > LONGEST_GPU_NAME) return undefined;
    const { card, slice } = splitSlice(withoutCount(normalizeGpuName(name)));
    const parts = new Reader(wordsOf(card)).read();
    return parts && { ...parts, ...(slice && { slice }) };
});

/** "8x a100", "a100 x8" and "a100:8" ask for so many cards. In "a100x 80" the x is the model's, and 80 no count. */
function withoutCount(name: string): string {
    return name
        .replace(/^\d{1,3} ?[x×] ?(?=[a-z])/, "")
        .replace(/(?: ?: ?| [x×] ?|(?<![a-z ])[x×])\d{1,3}$/, "");
}

function splitSlice(name: string): { card: string; slice?: GpuSlice } {
    const found = /(?:^| )(?:mig )?((?:\dc\.)?\dg\.(\d{1,3})gb(?:[.+][a-z.+]{1,12})?)(?= |$)/.exec(
        name,
    );
    if (!found) return { card: name };
    const [text, profile = "", memory] = found;
    const card = name.slice(0, found.index) + name.slice(found.index + text.length);
    return { card, slice: { profile, memory: Number(memory) } };
}

/** Reads the words of a name from left to right. */
class Reader {
    private core: string | undefined;
    private memory: number | undefined;
    private memoryType: string | undefined;
    private readonly vendors = new Set<GpuVendor>();
    private readonly families = new Set<string>();
    private readonly qualifiers = new Set<string>();

    constructor(private readonly words: readonly string[]) {}

    read(): GpuNameParts | undefined {
        let at = 0;
        while (at < this.words.length) {
            const length = this.readAt(at);
            if (length === 0) return undefined;
            at += length;
        }
        return this.core === undefined ? undefined : this.resolve(this.core);
    }

    /** How many words it read. 0: the next one is no part of a name. */
    private readAt(at: number): number {
        const word = this.words[at] ?? "";
        const coreLength = this.core === undefined ? longestCore(this.words, at) : 0;
        if (coreLength > 0) {
            this.core = this.words.slice(at, at + coreLength).join(" ");
            return coreLength;
        }
        const memory = readMemory(this.words, at);
        if (memory !== undefined) {
            if (this.memory !== undefined && this.memory !== memory) return 0;
            this.memory = memory;
            return 2;
        }
        for (const length of [2, 1]) {
            const text = this.words.slice(at, at + length).join(" ");
            const qualifier = VARIANTS.get(text) ?? FORM_FACTORS.get(text);
            if (qualifier === undefined) continue;
            this.qualifiers.add(qualifier);
            return length;
        }
        const vendor = VENDOR_WORDS.get(word);
        const family = FAMILY_WORDS.get(word);
        if (vendor) this.vendors.add(vendor);
        if (family) this.families.add(family);
        if (vendor || family || DECORATIONS.has(word)) return 1;
        const length = memoryTypeLength(this.words, at);
        if (length > 0) this.memoryType = this.words.slice(at, at + length).join("");
        return length;
    }

    private resolve(core: string): GpuNameParts | undefined {
        for (const entry of coreIndex().get(core) ?? []) {
            const parts = this.match(entry);
            if (parts) return parts;
        }
        return undefined;
    }

    private match({ model, variants, memory: implied }: Spelling): GpuNameParts | undefined {
        const own = new Set(variants.split(" ").filter((word) => word !== ""));
        const isAda = own.delete("ada");
        if (isAda && !this.families.has("ada lovelace")) return undefined;
        if ([...own].some((word) => !this.qualifiers.has(word))) return undefined;
        if ([...this.families].some((family) => family !== model.family)) return undefined;
        if ([...this.vendors].some((vendor) => vendor !== model.vendor)) return undefined;
        const rest = [...this.qualifiers].filter((word) => !own.has(word));
        // "RTX PRO 6000 Blackwell Max-Q Workstation Edition"
        const [stated, ...more] = rest.includes("max-q") ? rest.filter(isNoWorkstation) : rest;
        if (more.length > 0) return undefined;
        const formFactor = stated === undefined ? undefined : findFormFactor(model, stated);
        if (stated !== undefined && !formFactor) return undefined;
        const memory = this.memory ?? implied;
        const typed = this.withMemoryType(model, formFactor, memory);
        return typed && withMemory(model, typed, memory);
    }

    /** The type of memory tells some forms of a model from others. `undefined`: it does not fit the form. */
    private withMemoryType(
        { formFactors, memory: sizes }: GpuModel,
        stated: FoundFormFactor | undefined,
        memory: number | undefined,
    ): FoundFormFactor | undefined {
        const type = this.memoryType;
        if (stated) {
            const isOther = type && stated.memoryType && stated.memoryType !== type;
            return isOther ? undefined : stated;
        }
        const isUsual = memory === undefined || sizes.includes(memory);
        const meant = isUsual
            ? formFactors.find(({ memoryType }) => type && memoryType === type)
            : undefined;
        return meant ?? {};
    }
}

const isNoWorkstation = (qualifier: string): boolean => qualifier !== "workstation";

/** A way to write a model: its core words in their order, and the words that may stand anywhere. */
interface Spelling {
    model: GpuModel;
    variants: string;
    /** GB that this spelling means. */
    memory?: number;
}

let index: Map<string, Spelling[]> | undefined;
let mostCoreWords = 0;

/** Every spelling by its core words, those with the most variants first. */
function coreIndex(): ReadonlyMap<string, readonly Spelling[]> {
    if (index) return index;
    const built = new Map<string, Spelling[]>();
    for (const model of knownGpuModels()) {
        for (const { name, memory } of [{ name: model.name }, ...model.aliases] as Alias[]) {
            const { core, variants } = splitVariants(name);
            mostCoreWords = Math.max(mostCoreWords, core.split(" ").length);
            const spellings = built.get(core) ?? [];
            spellings.push({ model, variants, ...(memory !== undefined && { memory }) });
            built.set(core, spellings);
        }
    }
    for (const spellings of built.values()) {
        spellings.sort((a, b) => b.variants.length - a.variants.length);
    }
    return (index = built);
}

type Alias = GpuModel["aliases"][number];

function longestCore(words: readonly string[], at: number): number {
    const cores = coreIndex();
    for (let length = Math.min(mostCoreWords, words.length - at); length > 0; length -= 1) {
        if (cores.has(words.slice(at, at + length).join(" "))) return length;
    }
    return 0;
}

/** The words of a model's name that stand together, and those that may stand anywhere. */
function splitVariants(name: string): { core: string; variants: string } {
    const core: string[] = [];
    const variants: string[] = [];
    const words = wordsOf(name).join(" ").replace("max q", "maxq").split(" ");
    for (const word of words) {
        const variant = word === "ada" ? word : VARIANTS.get(word);
        if (variant === undefined) core.push(word);
        else variants.push(variant);
    }
    return { core: core.join(" "), variants: variants.join(" ") };
}

/** Without a name: the only one that the model has. */
type FoundFormFactor = Partial<GpuFormFactor>;

/** A card without form factors of its own goes into a PCIe slot, and some names say so. */
function findFormFactor({ formFactors }: GpuModel, stated: string): FoundFormFactor | undefined {
    if (formFactors.length === 0) return stated === "pcie" ? {} : undefined;
    const meant = formFactors.filter(({ name }) =>
        stated === "sxm" ? name.startsWith(stated) : name === stated,
    );
    if (meant.length > 1) return { name: stated };
    // The only one there is says nothing.
    return formFactors.length === 1 && meant.length === 1 ? {} : meant[0];
}

function withMemory(
    model: GpuModel,
    formFactor: FoundFormFactor,
    memory: number | undefined,
): GpuNameParts | undefined {
    const { name, memory: onlySize } = formFactor;
    const named = { model, ...(name !== undefined && { formFactor: name }) };
    if (onlySize !== undefined) {
        return memory === undefined || memory === onlySize
            ? { ...named, memory: onlySize }
            : undefined;
    }
    if (memory === undefined || model.memory.includes(memory)) {
        return { ...named, ...(memory !== undefined && { memory }) };
    }
    const special = model.formFactors.find((each) => each.memory === memory);
    if (special === undefined || name !== undefined) return undefined;
    return { model, formFactor: special.name, memory };
}
