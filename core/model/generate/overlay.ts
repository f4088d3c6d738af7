import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SKUS } from "@huggingface/tasks";
import { parse } from "yaml";

/** The makers, as the data package writes them. */
export type Maker = "NVIDIA" | "AMD" | "INTEL";

/** What the data package says of a model. */
export interface PackageModel {
    /** GB. */
    memory?: number[];
    computeCapability?: number;
    gfxVersion?: string;
    /** W. */
    power: number;
    releaseYear: number;
    aliases?: string[];
}

/** What the overlay says of a model: all of it, or what the data package has wrong. */
export interface OverlayModel {
    name: string;
    /** GB on one card, each size that was sold. */
    memory?: number[];
    computeCapability?: number;
    /** AMD's name of the instruction set, from which the family follows. */
    gfxVersion?: string;
    /** Only where nothing else says it. */
    family?: string;
    /** W. */
    power?: number;
    year?: number;
    /** Each with the GB that only it has, and the type of its memory where that tells it from the others. */
    formFactors?: string[];
    aliases?: string[];
    /** A page, or the name of a page of TechPowerUp's GPU database. */
    source: string;
}

/** What the data package lacks or has wrong. */
export interface Overlay {
    renamed: Record<string, string>;
    models: Record<Maker, OverlayModel[]>;
}

/** The data package's models of a maker, by the package's names of them. */
export function packageModels(maker: Maker): Readonly<Record<string, PackageModel>> {
    return SKUS.GPU[maker];
}

/** Reads overlay.yaml. */
export function readOverlay(): Overlay {
    return parse(readFileSync(join(__dirname, "overlay.yaml"), "utf8")) as Overlay;
}
