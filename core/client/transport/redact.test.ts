import * as fc from "fast-check";
import { Redactor } from "./redact";

/** Any but what would itself be an escape. */
const secret = fc
    .string({ unit: "grapheme-ascii", minLength: 8, maxLength: 60 })
    .filter((text) => !/[%&\\]/.test(text));
const around = fc.string({ maxLength: 20 }).filter((text) => !/[%&\\]/.test(text));
const hexOf = (text: string) => Buffer.from(text).toString("hex");
const escapeAs = (text: string, form: (code: number) => string) =>
    [...text].map((character) => form(character.codePointAt(0) ?? 0)).join("");

/** The ways in which a server may repeat a secret. */
const FORMS: Record<string, (secret: string) => string> = {
    "as it is": (text) => text,
    base64: (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
    base64url: (text) => Buffer.from(text).toString("base64url"),
    "base64 of user:password": (text) => Buffer.from(`user:${text}`).toString("base64"),
    "base64 within a longer text": (text) => Buffer.from(`ab${text}c`).toString("base64"),
    hex: hexOf,
    HEX: (text) => hexOf(text).toUpperCase(),
    encodeURIComponent,
    "every byte as in a URL": (text) => hexOf(text).replace(/../g, "%$&"),
    JSON: (text) => JSON.stringify(text).slice(1, -1),
    "JSON within JSON": (text) => JSON.stringify(JSON.stringify(text)),
    "twice as in a URL": (text) => encodeURIComponent(encodeURIComponent(text)),
    "every character as in JSON": (text) =>
        escapeAs(text, (code) => `\\u${code.toString(16).padStart(4, "0")}`),
    "every character as in HTML": (text) => escapeAs(text, (code) => `&#${code};`),
    "every character as in HTML, in hex": (text) =>
        escapeAs(text, (code) => `&#x${code.toString(16).toUpperCase()};`),
};

describe.each(Object.entries(FORMS))("a secret %s", (_name, form) => {
    it("is found, whatever stands around it", () => {
        fc.assert(
            fc.property(secret, around, around, (text, before, after) => {
                const redactor = new Redactor([text]);
                const answer = `${before}${form(text)}${after}`;
                expect(redactor.finds(answer)).toBe(true);
                expect(redactor.redact(answer)).toContain("[redacted]");
                if (!"[redacted]".includes(text)) {
                    expect(redactor.redact(answer).includes(text)).toBe(false);
                }
            }),
        );
    });
});

it("a mixture of escapes is found", () => {
    const redactor = new Redactor(["CANARY-token"]);
    expect(redactor.redact("x C%41N\\u0041RY&#45;toke&#x6E; y")).toBe("[redacted]");
});

it("of base64 at most a character at either end is left", () => {
    const redactor = new Redactor(["CANARY-token-1234"]);
    for (const before of ["", "a", "ab", "user:"]) {
        const encoded = Buffer.from(`${before}CANARY-token-1234xyz`).toString("base64");
        const left = redactor.redact(encoded);
        const decoded = left.split("[redacted]").map((part) => Buffer.from(part, "base64"));
        expect(Buffer.concat(decoded).toString("latin1")).not.toMatch(/CA|34/);
    }
});

it("each of several is found, and nothing else is touched", () => {
    const redactor = new Redactor(["", "first-secret", "second.secret"]);
    expect(redactor.redact("first-secret, second.secret, secondXsecret")).toBe(
        "[redacted], [redacted], secondXsecret",
    );
    expect(redactor.finds("an answer about img-gen@4.0")).toBe(false);
    expect(new Redactor([]).redact("anything")).toBe("anything");
});

it("the longest secret is found, and its likes are not", () => {
    const redactor = new Redactor(["a".repeat(7000)]);
    expect(redactor.redact(`x ${"a".repeat(7000)} y`)).toBe("x [redacted] y");
    expect(redactor.finds("%61".repeat(7000))).toBe(true);
    expect(redactor.finds(`${"a".repeat(6999)}b`.repeat(100))).toBe(false);
});
