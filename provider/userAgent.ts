import { readFileSync } from "node:fs";

const { version } = JSON.parse(
    // By the package's own name, because the compiled files lie one folder deeper than the sources.
    readFileSync(require.resolve("pulumi-bytenite/package.json"), "utf8"),
) as { version: string };

/** What this package calls itself to ByteNite. */
export const USER_AGENT = `pulumi-bytenite/${version}`;
