import { readFileSync } from "node:fs";

/** What this package calls itself to ByteNite. Asked for when something connects: importing reads no file. */
export function userAgent(): string {
    const { version } = JSON.parse(
        // By the package's own name, because the compiled files lie one folder deeper than the sources.
        readFileSync(require.resolve("pulumi-bytenite/package.json"), "utf8"),
    ) as { version: string };
    return `pulumi-bytenite/${version}`;
}
