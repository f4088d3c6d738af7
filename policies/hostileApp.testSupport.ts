import fc from "fast-check";
import { evilPiece } from "../dev/support/foreignText";

/** What a format of a report could take for its own. */
const MARKUP = [
    "]]>",
    "<script>alert(1)</script>",
    "--><img src=x onerror=alert(1)>",
    "|",
    "`",
    "@somebody",
    "![x](https://evil.example/x.png)",
    "[x](https://evil.example)",
    "https://evil.example",
    "</details>",
    "\n\n# heading",
    "::error file=x::owned",
    "%0A::error::owned",
    "😀",
    "&lt;",
    "\\",
    '"',
    "$x$",
];

const evil = fc
    .array(fc.oneof(evilPiece, fc.constantFrom(...MARKUP)), { minLength: 1, maxLength: 4 })
    .map((parts) => `x${parts.join("")}`);
const text = fc.oneof(
    evil,
    fc.integer({ min: 1000, max: 100_000 }).map((length) => "a".repeat(length)),
);
/** Properties of an app whose every text wants to be obeyed, or is very long. */
export const hostileApp = fc.record({
    tag: text,
    name: text,
    version: text,
    id: text,
    owner: text,
    userName: text,
    status: text,
    deviceRequirements: fc.record({
        minCpu: fc.oneof(fc.constant(1), text),
        minMemory: fc.constant(1),
        gpu: fc.array(text, { maxLength: 3 }),
    }),
    platform: text,
    platformConfig: fc.record({
        container: text,
        privateImage: fc.boolean(),
        secrets: fc.array(text, { maxLength: 3 }),
    }),
    hasRegistryCredentials: fc.boolean(),
    createdAt: text,
    updatedAt: text,
    hash: text,
    entrypoint: text,
    description: text,
});
