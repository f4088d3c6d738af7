/** A GPU model, and the names by which it goes. */
export interface GpuModel {
    /** The spelling to use in an app's manifest. */
    name: string;
    /** Other spellings of the same model. Case, and whether words are joined by "-", "_" or a space, never matter. */
    aliases: string[];
    /** NVIDIA's name of the architecture, in lower case. */
    family: string;
    /** GB of memory on the card. */
    vram: number;
    /** Where ByteNite was seen to use the name, or who says what it means. */
    source:
        | "example in ByteNite's API pages"
        | "manifest of a public ByteNite sample"
        | "the organisation's rules file";
}

const API_PAGES = "example in ByteNite's API pages";
const SAMPLE = "manifest of a public ByteNite sample";

/**
 * Every GPU name that was observed in ByteNite's public material. ByteNite publishes no list: the
 * one that its pages refer to (/wallet/rates) is not documented. So this is *observed*, not
 * official, and an organisation can give its own. Memory sizes are NVIDIA's.
 */
export const OBSERVED_GPU_MODELS: readonly GpuModel[] = [
    {
        name: "tesla t4",
        aliases: ["t4", "nvidia t4", "nvidia tesla t4"],
        family: "turing",
        vram: 16,
        source: API_PAGES,
    },
    {
        name: "nvidia a100-sxm4-40gb",
        aliases: ["a100-sxm4-40gb", "a100 40gb", "nvidia a100 40gb"],
        family: "ampere",
        vram: 40,
        source: API_PAGES,
    },
    {
        name: "nvidia geforce rtx 4090",
        aliases: ["rtx 4090", "geforce rtx 4090", "nvidia rtx 4090"],
        family: "ada lovelace",
        vram: 24,
        source: SAMPLE,
    },
    {
        name: "nvidia a100 80gb",
        aliases: ["a100 80gb", "a100-sxm4-80gb", "nvidia a100-sxm4-80gb"],
        family: "ampere",
        vram: 80,
        source: SAMPLE,
    },
    {
        name: "nvidia h100",
        aliases: ["h100", "nvidia h100 80gb"],
        family: "hopper",
        vram: 80,
        source: SAMPLE,
    },
    { name: "nvidia h200", aliases: ["h200"], family: "hopper", vram: 141, source: SAMPLE },
    { name: "nvidia l4", aliases: ["l4"], family: "ada lovelace", vram: 24, source: SAMPLE },
    {
        name: "nvidia p4",
        aliases: ["p4", "tesla p4", "nvidia tesla p4"],
        family: "pascal",
        vram: 8,
        source: SAMPLE,
    },
    {
        name: "nvidia p100",
        aliases: ["p100", "tesla p100", "nvidia tesla p100"],
        family: "pascal",
        vram: 16,
        source: SAMPLE,
    },
    {
        name: "nvidia v100",
        aliases: ["v100", "tesla v100", "nvidia tesla v100"],
        family: "volta",
        vram: 16,
        source: API_PAGES,
    },
];
