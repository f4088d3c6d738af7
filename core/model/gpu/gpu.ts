import { normalizeGpuName } from "./normalize";
import type { GpuNameParts, GpuSlice } from "./parse";
import type { GpuModel } from "./table";

/** What a name means. */
export interface Gpu {
    /** How to write it: as ByteNite was seen to, or as the organisation does, else as drivers do, in lower case. */
    name: string;
    /** Its maker's name of the model: "NVIDIA GeForce RTX 4090". Of an organisation's own model, its name. */
    title: string;
    /** nvidia, amd, intel or what the organisation says. Absent: nobody says. */
    vendor?: string;
    /** The maker's name of the architecture, in lower case. */
    family: string;
    /** GB that a program has, ascending. Several: the model was sold with each, and the name does not say which. */
    memory: readonly number[];
    /** NVIDIA's number of what a program may use, such as 8.6. Absent: it has none, or nobody says. */
    computeCapability?: number;
    /** W. */
    power?: number;
    /** Of the release. */
    year?: number;
    /** sxm4, pcie, …: where the name says, or its observed spelling. */
    formFactor?: string;
    /** A slice of a card that is shared by NVIDIA's MIG: the memory is the slice's. */
    slice?: GpuSlice;
    /** Who knows it: ByteNite was seen to use it, or the organisation says so, or it is sold by its maker. */
    knownFrom: "observed" | "organisation" | "public range";
    /** Where exactly. */
    source: string;
    /** What two names have in common that mean the same. */
    key: string;
    /** Each card that the name may mean. */
    variants: readonly GpuVariant[];
}

/** One of the cards that a name may mean. */
export interface GpuVariant {
    /** The model of the public range. Absent: an organisation's own. */
    model?: GpuModel;
    /** GB on the whole card. */
    memory: number;
    formFactor?: string;
    slice?: GpuSlice;
    /** Every way to write it, normalized, for globs. */
    spellings: () => readonly string[];
}

/** The sizes that a name leaves open. */
export function sizesOf({ model, memory }: GpuNameParts): readonly number[] {
    return memory === undefined ? model.memory : [memory];
}

/** What two names have in common that state the same of the card. */
export function cardKey(parts: GpuNameParts, formFactor = parts.formFactor): string {
    return [parts.model.name, sizesOf(parts).join(" "), formFactor ?? ""].join("|");
}

/** The maker's whole name of a model. */
export function titleOf({ vendor, brand, name }: GpuModel): string {
    const maker = vendor === "intel" ? "Intel" : vendor.toUpperCase();
    return [maker, brand, name].filter((word) => word !== "").join(" ");
}

/** How a driver would write it, in lower case, with what tells it from the model's other cards. */
export function driverName(parts: GpuNameParts): string {
    const { model, memory, formFactor, slice } = parts;
    const isOneOfSeveral = memory !== undefined && model.memory.length > 1;
    return [
        titleOf(model).toLowerCase(),
        formFactor ?? "",
        isOneOfSeveral ? `${memory}gb` : "",
        slice ? `mig ${slice.profile}` : "",
    ]
        .filter((word) => word !== "")
        .join(" ");
}

/** The cards that a name may mean. */
export function variantsOf(parts: GpuNameParts): GpuVariant[] {
    const { model, formFactor, slice } = parts;
    return sizesOf(parts).map((memory) => ({
        model,
        memory,
        ...(formFactor !== undefined && { formFactor }),
        ...(slice && { slice }),
        spellings: once(() => spell(model, memory, formFactor)),
    }));
}

/** Every way to write a card of a model. */
export function spell(model: GpuModel, memory: number, formFactor = ""): readonly string[] {
    const { vendor, brand, name, aliases } = model;
    const names = [
        name,
        ...aliases.flatMap((alias) => (alias.memory === undefined ? alias.name : [])),
    ];
    const size = `${memory}gb`;
    const ends = ["", size, formFactor, `${formFactor} ${size}`, `${size} ${formFactor}`];
    const spellings = ["", vendor, brand, `${vendor} ${brand}`].flatMap((start) =>
        names.flatMap((each) => ends.map((end) => normalizeGpuName(`${start} ${each} ${end}`))),
    );
    return [...new Set(spellings)];
}

/** The function, computed when it is first asked. */
export function once<Result>(compute: () => Result): () => Result {
    let result: { value: Result } | undefined;
    return () => (result ??= { value: compute() }).value;
}
