import { GPU_TABLE, PACKAGE_SOURCE } from "./table.generated";

/** Who makes a GPU. */
export type GpuVendor = "nvidia" | "amd" | "intel";

/** A way in which a model is built, which its name may state. */
export interface GpuFormFactor {
    /** As names write it, in lower case: sxm4, pcie, nvl, server. */
    name: string;
    /** GB of memory, where a card has this size in this form only. */
    memory?: number;
    /** The type of its memory, where that tells it from the others: hbm3. */
    memoryType?: string;
}

/** A GPU model that its maker sells or sold, from the public range. */
export interface GpuModel {
    /** Its maker's name of it, without maker and brand: "A100", "RTX 4090", "RX 7900 XTX". */
    name: string;
    vendor: GpuVendor;
    /** A word that its name may begin with: "Tesla", "GeForce". "": none. */
    brand: string;
    /** The maker's name of the architecture, in lower case: "hopper", "cdna 3". */
    family: string;
    /** GB on one card, ascending. Several: it was sold with each. */
    memory: readonly number[];
    /** NVIDIA's number of what a program may use, such as 8.6. Absent: another maker's. */
    computeCapability?: number;
    /** W. */
    power: number;
    /** Of the release. */
    year: number;
    /** Empty: it has one, which names leave out. */
    formFactors: readonly GpuFormFactor[];
    /** Other names of it, and the memory that such a name means. */
    aliases: readonly { name: string; memory?: number }[];
    /** Who says so: the data package, or a page. */
    source: string;
}

let models: readonly GpuModel[] | undefined;

/** The whole public range, in the order of the table. Read when it is first asked for. */
export function knownGpuModels(): readonly GpuModel[] {
    return (models ??= GPU_TABLE.trim().split("\n").map(toModel));
}

function toModel(row: string): GpuModel {
    const [name = "", vendor, brand = "", family = "", memory = "", ...facts] = row.split(/ \| ?/);
    const [computeCapability = "", power, year, formFactors = "", aliases = "", source] = facts;
    return {
        name,
        vendor: vendor as GpuVendor,
        brand,
        family,
        memory: memory.split(" ").map(Number),
        ...(computeCapability && { computeCapability: Number(computeCapability) }),
        power: Number(power),
        year: Number(year),
        formFactors: list(formFactors).map(toFormFactor),
        aliases: list(aliases).map((each) => withMemory(each.split(" = "))),
        source: source?.trim() || PACKAGE_SOURCE,
    };
}

/** "nvl 94", "sxm5 hbm3" */
function toFormFactor(text: string): GpuFormFactor {
    const [name = "", ...facts] = text.split(" ");
    const memory = facts.find((fact) => /^\d+$/.test(fact));
    const memoryType = facts.find((fact) => /^[a-z]/.test(fact));
    return {
        name,
        ...(memory !== undefined && { memory: Number(memory) }),
        ...(memoryType !== undefined && { memoryType }),
    };
}

function list(text: string): string[] {
    return text === "" ? [] : text.split(", ");
}

function withMemory([name = "", memory]: string[]): { name: string; memory?: number } {
    return { name, ...(memory !== undefined && { memory: Number(memory) }) };
}
