import type { OverlayModel } from "./overlay";

/** NVIDIA's architectures by the major compute capability, and where one number is shared, by the whole. */
const BY_COMPUTE_CAPABILITY: [from: number, family: string][] = [
    [10, "blackwell"],
    [9, "hopper"],
    [8.9, "ada lovelace"],
    [8, "ampere"],
    [7.5, "turing"],
    [7, "volta"],
    [6, "pascal"],
    [5, "maxwell"],
];

/** AMD's, by the beginning of the instruction set's name: https://llvm.org/docs/AMDGPUUsage.html#processors */
const BY_GFX_VERSION: [prefix: string, family: string][] = [
    ["gfx906", "vega"],
    ["gfx908", "cdna"],
    ["gfx90a", "cdna 2"],
    ["gfx94", "cdna 3"],
    ["gfx95", "cdna 4"],
    ["gfx101", "rdna"],
    ["gfx103", "rdna 2"],
    ["gfx110", "rdna 3"],
    ["gfx115", "rdna 3.5"],
    ["gfx120", "rdna 4"],
];

/** Intel's, by the letter of the series. */
const BY_SERIES: [series: RegExp, family: string][] = [
    [/^Arc A/, "xe-hpg"],
    [/^Arc (Pro )?B/, "xe2-hpg"],
];

/** The maker's name of a model's architecture, in lower case. */
export function familyOf(model: Omit<OverlayModel, "source">): string {
    const { name, computeCapability = 0, gfxVersion = "", family } = model;
    const found =
        family ??
        BY_COMPUTE_CAPABILITY.find(([from]) => computeCapability >= from)?.[1] ??
        BY_GFX_VERSION.find(([prefix]) => gfxVersion.startsWith(prefix))?.[1] ??
        BY_SERIES.find(([series]) => series.test(name))?.[1];
    if (found === undefined) throw new Error(`Nothing says the family of ${name}`);
    return found;
}
