import fc from "fast-check";
import { BODIES, type Kind } from "../../core/client/bodies.testSupport";
import { evilPiece } from "./foreignText";
import { mutationsOf } from "./mutations";

const MB = 1024 * 1024;

/** What a server does with a request: an answer in parts, each of which may be wrong. */
export interface HostileAnswer {
    statusLine: string;
    /** Whole lines. */
    headers: string[];
    body: string;
    /** How the body's length is told, or mistold. */
    framing: (typeof FRAMINGS)[number];
    encoding: (typeof ENCODINGS)[number];
    pace: (typeof PACES)[number];
    ending: (typeof ENDINGS)[number];
}

const FRAMINGS = [
    "its length",
    "no length",
    "a length that is too large",
    "a length that is too small",
    "a negative length",
    "two lengths",
    "chunks",
    "chunks without an end",
    "chunks of a size that is no number",
    "chunks and a length",
] as const;
const ENCODINGS = ["none", "gzip", "deflate", "gzip that is none", "unknown", "a bomb"] as const;
const PACES = ["at once", "in pieces", "in drops", "without end"] as const;
const ENDINGS = ["an end", "a reset", "silence"] as const;

/** The first one most of the time: an answer with a dozen mistakes is refused for the first of them. */
function mostly<Value>([usual, ...others]: readonly Value[]): fc.Arbitrary<Value> {
    return fc.oneof(
        { weight: 8, arbitrary: fc.constant(usual as Value) },
        { weight: 2, arbitrary: fc.constantFrom(...others) },
    );
}

const evil = fc.array(evilPiece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
/** Of Latin-1, as a header is. Line breaks begin other headers. */
const evilHeader = evil.map((text) => text.replaceAll(/[^\0-\xff]/gu, "?"));
const status = fc.oneof(
    fc.integer({ min: 100, max: 999 }),
    fc.constantFrom(201, 204, 206, 301, 304, 307, 400, 401, 403, 404, 407, 408, 429, 500, 502, 503),
);
const statusLine = fc.oneof(
    { weight: 8, arbitrary: fc.constant("HTTP/1.1 200 OK") },
    { weight: 4, arbitrary: status.map((code) => `HTTP/1.1 ${code} Status`) },
    { weight: 1, arbitrary: evilHeader.map((text) => `HTTP/1.1 200 ${text}`) },
    { weight: 1, arbitrary: evilHeader },
    {
        weight: 1,
        arbitrary: fc.constantFrom(
            ...[
                "HTTP/1.0 200 OK",
                "HTTP/9.9 200 OK",
                "HTTP/1.1 200",
                "HTTP/1.1 99999 x",
                "HTTP/1.1",
            ],
            ...[
                "",
                "SSH-2.0-OpenSSH_9.6",
                "HTTP/1.1 -200 OK",
                `HTTP/1.1 200 ${"x".repeat(100_000)}`,
            ],
        ),
    },
);
const header = fc.oneof(
    fc
        .constantFrom(
            "0",
            "-1",
            "1e9",
            "NaN",
            "99999999999999999999",
            "1.5",
            "Wed, 99 Foo",
            "",
            "1",
        )
        .map((value) => `Retry-After: ${value}`),
    fc
        .constantFrom(
            "/elsewhere",
            "http://127.0.0.1:1/",
            "javascript:alert(1)",
            "//evil",
            "\u001b[2J",
        )
        .map((value) => `Location: ${value}`),
    evilHeader.map((text) => `Content-Type: ${text}`),
    evilHeader.map((text) => `X-${text}: ${text}`),
    fc.constantFrom(
        ...["Content-Type: text/html", "Connection: keep-alive", "Set-Cookie: a=b", "no colon"],
        ...["Transfer-Encoding: chunked, chunked", "Trailer: x", "Upgrade: h2c", ": no name"],
        `X: ${"y".repeat(200_000)}`,
        Array.from({ length: 5000 }, (_, index) => `X-${index}: y`).join("\r\n"),
    ),
);

/** Texts that a server might send in the place of an ordinary answer. */
function bodiesOf(kind: Kind, secret: string): fc.Arbitrary<string> {
    const valid = JSON.stringify(BODIES[kind]);
    return fc.oneof(
        { weight: 2, arbitrary: fc.constant(valid) },
        { weight: 6, arbitrary: mutationsOf(BODIES[kind]) },
        { weight: 1, arbitrary: fc.nat({ max: valid.length }).map((at) => valid.slice(0, at)) },
        {
            weight: 2,
            arbitrary: fc
                .tuple(fc.nat({ max: valid.length }), evil)
                .map(([at, text]) => valid.slice(0, at) + text + valid.slice(at)),
        },
        {
            weight: 3,
            arbitrary: fc
                .tuple(evil, fc.constantFrom("", secret, Buffer.from(secret).toString("base64")))
                .map((parts) => parts.join(""))
                .chain((text) =>
                    fc.constantFrom(
                        JSON.stringify({ ok: false, error: { code: 404, message: text } }),
                        JSON.stringify({ code: 5, message: text, details: [text] }),
                        JSON.stringify({ message: text }),
                        `<html><title>${text}</title></html>`,
                        valid.replaceAll('"render"', JSON.stringify(text)),
                        valid.replaceAll('"active"', JSON.stringify(text)),
                    ),
                ),
        },
        {
            weight: 2,
            arbitrary: fc.constantFrom(
                ...["", " ", "null", "{", `\ufeff${valid}`, `${valid}${valid}`, "\0".repeat(1000)],
                valid.replace("{", `{${JSON.stringify(BODIES[kind]).slice(1, -1)},`),
                "[".repeat(500_000),
                '{"app":'.repeat(100_000),
                `${valid}${" ".repeat(3 * MB)}`,
                `"${"x".repeat(3 * MB)}"`,
            ),
        },
    );
}

/** Answers about something. @param secret a credential that it was asked with */
export function hostileAnswers(kind: Kind, secret: string): fc.Arbitrary<HostileAnswer> {
    return fc.record({
        statusLine,
        headers: fc.oneof(
            { weight: 3, arbitrary: fc.constant<string[]>([]) },
            { weight: 1, arbitrary: fc.array(header, { maxLength: 3 }) },
        ),
        body: bodiesOf(kind, secret),
        framing: mostly(FRAMINGS),
        encoding: mostly(ENCODINGS),
        pace: mostly(PACES),
        ending: mostly(ENDINGS),
    });
}

/**
 * Whether an answer is one that says it is complete and fine, as HTTP has it. Where no length is told, Node takes
 * a reset for an end too: whether all is there, JSON tells by itself.
 */
export function isWhole({ statusLine, framing, ending, pace }: HostileAnswer): boolean {
    return (
        /^HTTP\/1\.[01] 2\d\d( |$)/.test(statusLine) &&
        !["a length that is too large", "chunks without an end"].includes(framing) &&
        (framing !== "no length" || (ending !== "silence" && pace !== "without end"))
    );
}
