import { Redactor } from "../transport/redact";
import * as tested from "./responseError";

const question: tested.Question = {
    subject: 'the tag "img-gen@4.0"',
    isAboutApp: true,
    endpoint: "https://api.test/v1",
    attempts: 1,
    redactor: new Redactor([]),
};

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body ?? ""));
const responseError = (status: number, body: unknown, about: tested.Question) =>
    tested.responseError({ status, body, text: textOf(body) }, about);

const generic = (description: string, requestId = "") => ({
    ok: false,
    requestId,
    message: "Request failed",
    error: { code: 404, message: "Not Found", description },
});

/** What the message repeats of the server's text. */
function explanation(body: unknown, secrets: string[] = []): string | undefined {
    const { message } = responseError(400, body, { ...question, redactor: new Redactor(secrets) });
    return / \((?<text>(?:request )?".*)\)\. \[/s.exec(message)?.groups?.text;
}

describe("a failure's code and message", () => {
    const app = 'the tag "img-gen@4.0"';
    it.each([
        [400, "BAD_REQUEST", `The request for ${app} was refused: ByteNite answered 400. [`],
        [
            401,
            "UNAUTHENTICATED",
            `The credentials were refused when asking for ${app}: ByteNite answered 401. Check that the API key or the access token is right and not expired or revoked. [`,
        ],
        [
            403,
            "FORBIDDEN",
            `The credentials don't allow reading ${app}: ByteNite answered 403. Ask its owner for access. [`,
        ],
        [
            404,
            "NOT_FOUND",
            `There is no app for ${app}: ByteNite answered 404. Check the name and the version. [`,
        ],
        [409, "BAD_REQUEST", `The request for ${app} was refused: ByteNite answered 409. [`],
        [
            407,
            "UNREACHABLE",
            `The proxy on the way wants credentials before it passes on the request for ${app}: it answered 407. Put them into HTTPS_PROXY: http://user:password@host:port. [`,
        ],
        [
            429,
            "RATE_LIMITED",
            `Too many requests when asking for ${app}: ByteNite answered 429. Try again later. [`,
        ],
        [
            500,
            "SERVER_ERROR",
            `ByteNite failed for ${app}: ByteNite answered 500. Try again later. [`,
        ],
        [
            503,
            "SERVER_ERROR",
            `ByteNite failed for ${app}: ByteNite answered 503. Try again later. [`,
        ],
        [
            302,
            "INVALID_RESPONSE",
            `The answer about ${app} leads elsewhere, where the credentials must not go: ByteNite answered 302. Set endpoint to the final address. [`,
        ],
    ])("of status %d: %s", (status, code, message) => {
        const body = status === 404 ? { code: 5, message: "" } : {};
        const error = responseError(status, body, question);
        expect(error).toMatchObject({ name: "ResponseError", code, status });
        expect(error.message).toBe(`${message}https://api.test/v1]`);
    });

    it("names the proxy that could have answered in ByteNite's place", () => {
        const proxied = { ...question, proxy: { host: "proxy.test:3128", variable: "HTTP_PROXY" } };
        expect(responseError(502, {}, proxied).message).toBe(
            `ByteNite failed for ${app}: ByteNite, or the proxy proxy.test:3128, answered 502. Try again later. [https://api.test/v1]`,
        );
        expect(responseError(407, {}, proxied).message).toBe(
            `The proxy proxy.test:3128 wants credentials before it passes on the request for ${app}: it answered 407. Put them into HTTP_PROXY: http://user:password@host:port. [https://api.test/v1]`,
        );
    });

    it.each([429, 503])("tells when to try again after %d, where the server says it", (status) => {
        jest.useFakeTimers({ now: Date.parse("2026-03-01T16:00:00Z"), doNotFake: ["nextTick"] });
        const answer = { status, body: undefined, text: "", wait: 3_600_000 };
        expect(tested.responseError(answer, question).message).toContain(
            "Try again in 60 minutes (2026-03-01 17:00 UTC).",
        );
        jest.useRealTimers();
    });

    it("tells that it was asked again, where it was", () => {
        const again = { ...question, attempts: 4 };
        expect(responseError(503, undefined, again).message).toMatch(
            /^ByteNite failed, also when asked again, for the tag "img-gen@4.0": ByteNite answered 503\./,
        );
        expect(responseError(429, undefined, again).message).toMatch(
            /^Too many requests, also after waiting, when asking for the tag/,
        );
    });

    it("of a 404 that is about no app does not say that an app is gone", () => {
        const exchange = { ...question, subject: "an access token", isAboutApp: false };
        const error = responseError(404, "", exchange);
        expect(error.code).toBe("INVALID_RESPONSE");
        expect(error.message).toBe(
            "There is nothing that gives an access token: 404 was answered with nothing. Is endpoint the address of ByteNite's API? [https://api.test/v1]",
        );
    });
});

describe("a 404 about an app", () => {
    const ownWords: [string, unknown][] = [
        ["the generic shape", generic("No app.")],
        ["the generic shape with nothing else", { ok: false, error: { code: 404 } }],
        ["the generic shape with a code that is text", { ok: false, error: { code: "404" } }],
        ["gRPC's status", { code: 5, message: "app not found", details: [] }],
        ["gRPC's status without a word", { code: 5, message: "" }],
    ];
    it.each(ownWords)("is ByteNite's own word in %s", (_shape, body) => {
        const error = responseError(404, body, question);
        expect(error).toMatchObject({ code: "NOT_FOUND", status: 404 });
    });

    // Refresh forgets an app that is not found: so not because of a gateway, a proxy or a wrong address.
    it.each<[unknown, string]>([
        ["", "nothing"],
        ["<html>", "a page"],
        ["<!DOCTYPE html>\n<head><title> 404\u001b[2J </title>", 'a page titled "404\\u001b[2J"'],
        ["no route", '"no route"'],
        ["x".repeat(1000), `"${"x".repeat(100)}"… (900 more characters)`],
        [{ message: "no route for this host" }, '"{\\"message\\":\\"no route for this host\\"}"'],
        [{}, '"{}"'],
        [[], '"[]"'],
        [null, '"\\"\\""'],
        [{ ok: false }, '"{\\"ok\\":false}"'],
        [{ ok: false, error: null }, '"{\\"ok\\":false,\\"error\\":null}"'],
        [{ ok: false, error: { code: 5 } }, '"{\\"ok\\":false,\\"error\\":{\\"code\\":5}}"'],
        [{ ok: false, error: { code: 500 } }, '"{\\"ok\\":false,\\"error\\":{\\"code\\":500}}"'],
        [{ ok: true, error: { code: 404 } }, '"{\\"ok\\":true,\\"error\\":{\\"code\\":404}}"'],
        [{ error: { code: 404 } }, '"{\\"error\\":{\\"code\\":404}}"'],
        [{ code: 404, message: "x" }, '"{\\"code\\":404,\\"message\\":\\"x\\"}"'],
        [{ code: "5", message: "x" }, '"{\\"code\\":\\"5\\",\\"message\\":\\"x\\"}"'],
        [{ code: 5 }, '"{\\"code\\":5}"'],
    ])("is not ByteNite's own word as %j", (body, shown) => {
        const error = responseError(404, body, question);
        expect(error).toMatchObject({ code: "INVALID_RESPONSE", status: 404 });
        expect(error.message).toBe(
            `There is nothing that gives the tag "img-gen@4.0": 404 was answered with ${shown}, which is not how ByteNite says that it has no such app. Is endpoint the address of ByteNite's API? [https://api.test/v1]`,
        );
    });

    it.each(ownWords)("with another status is not one, though it has %s", (_shape, body) => {
        for (const status of [400, 410, 500]) {
            expect(responseError(status, body, question).code).not.toBe("NOT_FOUND");
        }
    });
});

describe("the server's explanation", () => {
    it.each([
        ["the generic shape", generic("No app has the tag x."), '"No app has the tag x."'],
        [
            "the generic shape with a request alone",
            generic("", "r-1"),
            '"Not Found", request "r-1"',
        ],
        ["a request alone", { requestId: "r-1" }, 'request "r-1"'],
        ["the generic shape with a request", generic("Gone.", "r-1"), '"Gone.", request "r-1"'],
        ["the generic shape without a description", generic(""), '"Not Found"'],
        [
            "the generic shape without an error",
            { message: "Request failed", error: null },
            '"Request failed"',
        ],
        ["gRPC's shape", { code: 5, message: "app not found", details: [] }, '"app not found"'],
        ["a partly wrong shape", { message: "Nope", error: "x", requestId: 5 }, '"Nope"'],
        ["a wrong error", { message: 5, error: { code: [], description: "Nope" } }, '"Nope"'],
    ])("comes from %s", (_shape, body, expected) => {
        expect(explanation(body)).toBe(expected);
    });

    it.each([undefined, null, "<html>", 5, [], {}, { message: "" }, { message: {} }])(
        "is missing in %j",
        (body) => {
            expect(explanation(body)).toBeUndefined();
            expect(responseError(400, body, question).message).toBe(
                'The request for the tag "img-gen@4.0" was refused: ByteNite answered 400. [https://api.test/v1]',
            );
        },
    );

    it("is one line of printable text", () => {
        const hostile =
            "a\u001b[31mred\u001b[0m\r\n\tb\u0007\u009b2Jc\u0000\u2028d\u202ee\u2066f\n";
        expect(explanation(generic(hostile))).toBe(
            String.raw`"a\u001b[31mred\u001b[0m\r\n\tb\u0007\u009b2Jc\u0000\u2028d\u202ee\u2066f"`,
        );
    });

    it("is no longer than 200 characters", () => {
        expect(explanation({ message: "x".repeat(200) })).toBe(`"${"x".repeat(200)}"`);
        expect(explanation({ message: "x".repeat(100_000) })).toBe(
            `"${"x".repeat(200)}"… (99800 more characters)`,
        );
    });

    it("repeats no credential, also where its end is cut off", () => {
        const secrets = ["CANARY-key", "CANARY-token"];
        expect(explanation(generic("CANARY-token and CANARY-key", "CANARY-key"), secrets)).toBe(
            '"[redacted] and [redacted]", request "[redacted]"',
        );
        expect(explanation({ message: `${"x".repeat(195)}CANARY-token` }, secrets)).toBe(
            `"${"x".repeat(195)}[reda"… (5 more characters)`,
        );
    });
});
