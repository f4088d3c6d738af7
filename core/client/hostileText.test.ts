import * as fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { evilPiece, findDanger } from "../../dev/support/foreignText";
import { runs } from "../../dev/support/propertyRuns";
import { StatusMismatchError } from "./errors";
import { parseAppListResponse, parseAppResponse } from "./answers/parse";
import { Redactor } from "./transport/redact";
import { responseError } from "./answers/responseError";

const SECRET = "CANARY-secret-4711";
const LONGEST_MESSAGE = 2500;

const hostile = fc
    .array(
        fc.oneof(
            evilPiece,
            fc.string({ unit: anyCharacter }),
            fc.constantFrom(SECRET, Buffer.from(SECRET).toString("base64"), "x".repeat(5000)),
        ),
        { maxLength: 6 },
    )
    .map((parts) => parts.join(""));

function expectHarmless(message: string): void {
    expect(findDanger(message)).toBeUndefined();
    expect(message).not.toContain("\n");
    expect(message.length).toBeLessThan(LONGEST_MESSAGE);
    expect(message).not.toContain(SECRET);
    expect(message).not.toContain(Buffer.from(SECRET).toString("base64"));
}

const messageOf = (throwing: () => unknown): string => {
    try {
        throwing();
    } catch (error) {
        return (error as Error).message;
    }
    return "";
};

describe("a server's text in a message is harmless, whatever it is", () => {
    const question = {
        subject: 'the tag "img-gen@4.0"',
        isAboutApp: true,
        endpoint: "https://api.test/v1",
        attempts: 2,
        redactor: new Redactor([SECRET]),
    };

    it("in a failed answer", () => {
        fc.assert(
            fc.property(
                hostile,
                fc.constantFrom(400, 401, 403, 404, 407, 418, 429, 500, 503),
                fc.constantFrom<(text: string) => unknown>(
                    (text) => text,
                    (text) => `<html><title>${text}</title>`,
                    (text) => ({ message: text }),
                    (text) => ({ code: 5, message: text, details: [text] }),
                    (text) => ({ ok: false, requestId: text, error: { code: 404, message: text } }),
                    (text) => ({ ok: false, error: { description: text } }),
                    (text) => ({ [text]: text }),
                ),
                (text, status, shape) => {
                    const body = shape(text);
                    const sent = typeof body === "string" ? body : JSON.stringify(body);
                    expectHarmless(responseError({ status, body, text: sent }, question).message);
                },
            ),
            { numRuns: runs(2000) },
        );
    });

    it("in a fact that is refused, or is not the required one", () => {
        // Credentials in an answer are refused before that.
        const text = hostile.map((value) => value.replaceAll(/CANARY|Q0FOQVJZ/g, ""));
        fc.assert(
            fc.property(text, (value) => {
                const app = { id: "1", name: "a", version: "1.0" };
                for (const field of ["name", "version", "createdAt", "revision", "isPublic"]) {
                    const spoilt = { ...app, [field]: value };
                    expectHarmless(messageOf(() => parseAppResponse({ app: spoilt }, "GET /x")));
                    expectHarmless(
                        messageOf(() => parseAppListResponse({ apps: [app, spoilt] }, "GET /x")),
                    );
                }
                expectHarmless(new StatusMismatchError("a", value, "active").message);
            }),
            { numRuns: runs(1000) },
        );
    });
});

it("20 MB of status are a few words", () => {
    const { message } = new StatusMismatchError("a", "\u001b".repeat(20 * 1024 * 1024), "active");
    expect(message).toBe(
        `The app "a" has the status "${"\\u001b".repeat(200)}"… (20971320 more characters), but "active" is required. Activate the app at ByteNite, or change requireStatus.`,
    );
});

describe("what no app can be called", () => {
    it.each([
        ["name", "", "must not be empty"],
        [
            "name",
            "img gen",
            'must be 1 to 64 letters, digits, dashes and underscores, but is "img gen"',
        ],
        [
            "name",
            "x".repeat(65),
            `must be 1 to 64 letters, digits, dashes and underscores, but is "${"x".repeat(65)}"`,
        ],
        [
            "name",
            "img\u202e",
            'must be 1 to 64 letters, digits, dashes and underscores, but is "img\\u202e"',
        ],
        ["name", "a\n", 'must be 1 to 64 letters, digits, dashes and underscores, but is "a\\n"'],
        ["version", "1", 'must be major.minor, for example 4.0, but is "1"'],
        ["version", "v0.2", 'must be major.minor, for example 4.0, but is "v0.2"'],
        ["version", "1.2.3", 'must be major.minor, for example 4.0, but is "1.2.3"'],
        ["version", "1.0\n", 'must be major.minor, for example 4.0, but is "1.0\\n"'],
        [
            "version",
            "x".repeat(1000),
            `must be major.minor, for example 4.0, but is "${"x".repeat(80)}"… (920 more characters)`,
        ],
    ])("%s %j is refused by its field", (field, value, problem) => {
        const body = { app: { id: "1", name: "a", version: "1.0", [field]: value } };
        expect(messageOf(() => parseAppResponse(body, "GET /dev/apps/a"))).toBe(
            `ByteNite's answer to GET /dev/apps/a is not what its documentation describes: app.${field} ${problem}. Is endpoint the address of ByteNite's API?`,
        );
    });

    it.each([
        ["a version that is missing", {}, ""],
        ["a version that is null", { version: null }, ""],
        ["a version that is empty", { version: "" }, ""],
        ["a version of many digits", { version: "123456789.987654321" }, "123456789.987654321"],
    ])("does not mean %s", (_what, more, version) => {
        const app = parseAppResponse({ app: { id: "1", name: "A_b-9", ...more } }, "GET /x");
        expect(app).toMatchObject({ name: "A_b-9", version });
    });
});
