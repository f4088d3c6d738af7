import { memoize } from "../memoize";

/**
 * The form in which GPU names are compared as texts: lower case, words joined by one space, no trademark
 * signs. `NVIDIA A100-SXM4-40GB` and `nvidia a100 sxm4 40gb` are one; `a100` and `a1000` are not.
 */
export const normalizeGpuName = memoize((name: string): string =>
    name
        .replace(/[®™]/g, " ")
        .normalize("NFKC")
        .toLowerCase()
        .replace(/\((?:r|tm)\)|[\s_-]+/g, " ")
        .replace(/ +/g, " ")
        .trim(),
);
