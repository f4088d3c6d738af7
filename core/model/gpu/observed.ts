/** Where ByteNite was seen to use a GPU's name. */
type ObservedSource = "example in ByteNite's API pages" | "manifest of a public ByteNite sample";

/** A GPU's name that ByteNite was seen to use. */
export interface ObservedGpu {
    /** The spelling to use in an app's manifest. */
    name: string;
    /** Names that mean the same, though they say more or less. Other spellings of a name need not stand here. */
    aliases?: readonly string[];
    source: ObservedSource;
}

const API_PAGES = "example in ByteNite's API pages";
const SAMPLE = "manifest of a public ByteNite sample";

/**
 * Every GPU name that was observed in ByteNite's public material. ByteNite publishes no list: the
 * one that its pages refer to (/wallet/rates) is not documented. So this is *observed*, not
 * official, and an organisation can give its own. What the names mean is the public range's to say.
 */
export const OBSERVED_GPUS: readonly ObservedGpu[] = [
    { name: "tesla t4", source: API_PAGES },
    { name: "nvidia a100-sxm4-40gb", source: API_PAGES },
    { name: "nvidia geforce rtx 4090", source: SAMPLE },
    { name: "nvidia a100 80gb", aliases: ["nvidia a100-sxm4-80gb"], source: SAMPLE },
    { name: "nvidia h100", source: SAMPLE },
    { name: "nvidia h200", source: SAMPLE },
    { name: "nvidia l4", source: SAMPLE },
    { name: "nvidia p4", source: SAMPLE },
    { name: "nvidia p100", source: SAMPLE },
    { name: "nvidia v100", source: API_PAGES },
];
