import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { evilPiece } from "../dev/support/foreignText";
import { mutationsOf } from "../dev/support/mutations";
import type { ReadFile } from "../dev/support/readFile";

const MB = 1024 * 1024;

const laughs = Array.from({ length: 30 }, (_, level) => {
    const alias = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(10).fill(alias).join(", ")}]\n`;
}).join("");

/** What no text of ours is like. */
export const STRANGE: [string, (valid: string) => string | Buffer][] = [
    ["nothing", () => ""],
    ["blanks", () => " \n\t\r\n"],
    ["a byte order mark and no more", () => "\ufeff"],
    ["a byte order mark", (valid) => `\ufeff${valid}`],
    ["UTF-16", (valid) => Buffer.from(`\ufeff${valid}`, "utf16le")],
    [
        "bytes that are no text",
        (valid) => Buffer.concat([Buffer.from([0xff, 0xc0]), Buffer.from(valid)]),
    ],
    ["NULs", (valid) => `${valid}${"\0".repeat(1000)}`],
    ["11 MB of blanks", (valid) => `${valid}${" ".repeat(11 * MB)}`],
    ["11 MB of a text", () => `"${"x".repeat(11 * MB)}"`],
    ["lists in lists", () => "[".repeat(200_000)],
    ["lists in lists with ends", () => `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["mappings in mappings", () => '{"a":'.repeat(50_000)],
    ["commas", () => `[${",".repeat(50_000)}`],
    ["billion laughs", () => laughs],
    ["an anchor in itself", () => "a: &a [*a]"],
    ["a key that is there twice", (valid) => valid.replace(/^\{/, '{"name": 1, "name": 2,')],
    [
        "a conflict of a merge",
        (valid) => `<<<<<<< HEAD\n${valid}\n=======\n${valid}\n>>>>>>> main\n`,
    ],
    [
        "keys of prototypes",
        () => '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ],
    ["null", () => "null"],
    ["a number", () => "5"],
    ["a text", () => '"x"'],
    ["a list", () => "[]"],
    ["an object", () => "{}"],
    ["an end of PEM", () => "-----END CERTIFICATE-----"],
    ["PEM of nothing", () => "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"],
    [
        "PEM of nonsense",
        () => "-----BEGIN PRIVATE KEY-----\nAAAA\u202e\u001b[2J\n-----END PRIVATE KEY-----\n",
    ],
];

/** What lies there and is no file. */
export const PLACES: [string, (path: string) => void][] = [
    ["nothing", () => undefined],
    ["a folder", (path) => mkdirSync(path)],
    ["a link that leads nowhere", (path) => symlinkSync("nowhere", path)],
    [
        "a circle of links",
        (path) => (symlinkSync(path, `${path}.other`), symlinkSync(`${path}.other`, path)),
    ],
    ["a link to a device without end", (path) => symlinkSync("/dev/zero", path)],
    ["a link to a device without content", (path) => symlinkSync("/dev/null", path)],
    ["a file that nobody may read", (path) => (writeFileSync(path, "{}"), chmodSync(path, 0))],
];

/** Spoilt texts: mutations of the value, and of the text. */
export function spoilt({ valid, value }: ReadFile): fc.Arbitrary<string | Buffer> {
    const place = fc.nat({ max: valid.length });
    const foreign = fc
        .array(evilPiece, { minLength: 1, maxLength: 4 })
        .map((parts) => parts.join(""));
    return fc.oneof(
        ...(value ? [mutationsOf(value)] : []),
        fc
            .tuple(place, fc.nat({ max: 10 }), foreign)
            .map(([at, length, text]) => valid.slice(0, at) + text + valid.slice(at + length)),
        fc
            .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 4 }))
            .map(([at, bytes]) =>
                Buffer.concat([
                    Buffer.from(valid.slice(0, at)),
                    bytes,
                    Buffer.from(valid.slice(at)),
                ]),
            ),
        place.map((at) => valid.slice(0, at)),
    );
}
