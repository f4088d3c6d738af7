import { failureInBody, responseError, type Question } from "./responseError";

const question: Question = {
    subject: 'the tag "img-gen@4.0"',
    isAboutApp: true,
    endpoint: "https://api.test/v1",
    attempts: 1,
    secrets: [],
};

const generic = (description: string, requestId = "") => ({
    ok: false,
    requestId,
    message: "Request failed",
    error: { code: 404, message: "Not Found", description },
});

/** What the message repeats of the server's text. */
function explanation(body: unknown, secrets: string[] = []): string | undefined {
    const { message } = responseError(400, body, { ...question, secrets });
    return / \("(?<text>.*)"\)\. \[/s.exec(message)?.groups?.text;
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
            `The answer about ${app} leads elsewhere, where the credentials must not go: ByteNite answered 302. Set bytenite:endpoint to the final address. [`,
        ],
    ])("of status %d: %s", (status, code, message) => {
        const error = responseError(status, {}, question);
        expect(error).toMatchObject({ name: "ResponseError", code, status });
        expect(error.message).toBe(`${message}https://api.test/v1]`);
    });

    it("of a 404 that is not JSON does not say that the app is gone", () => {
        // A proxy's page, or a wrong address: refresh must not forget apps because of it.
        const error = responseError(404, undefined, question);
        expect(error).toMatchObject({ code: "INVALID_RESPONSE", status: 404 });
        expect(error.message).toMatch(/^There is nothing that gives the tag "img-gen@4\.0"/);
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
        const error = responseError(404, undefined, exchange);
        expect(error.code).toBe("INVALID_RESPONSE");
        expect(error.message).toBe(
            "There is nothing that gives an access token: ByteNite answered 404. Is bytenite:endpoint the address of ByteNite's API? [https://api.test/v1]",
        );
    });
});

describe("the server's explanation", () => {
    it.each([
        ["the generic shape", generic("No app has the tag x."), "No app has the tag x."],
        ["the generic shape with a request", generic("Gone.", "r-1"), "Gone., request r-1"],
        ["the generic shape without a description", generic(""), "Not Found"],
        [
            "the generic shape without an error",
            { message: "Request failed", error: null },
            "Request failed",
        ],
        ["gRPC's shape", { code: 5, message: "app not found", details: [] }, "app not found"],
        ["a partly wrong shape", { message: "Nope", error: "x", requestId: 5 }, "Nope"],
        ["a wrong error", { message: 5, error: { code: [], description: "Nope" } }, "Nope"],
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
        expect(explanation(generic(hostile))).toBe("a [31mred [0m b 2Jc d e f");
    });

    it("is no longer than 200 characters", () => {
        expect(explanation({ message: "x".repeat(200) })).toBe("x".repeat(200));
        expect(explanation({ message: "x".repeat(100_000) })).toBe(`${"x".repeat(200)}…`);
    });

    it("repeats no credential, also where its end is cut off", () => {
        const secrets = ["CANARY-key", "CANARY-token"];
        expect(explanation(generic("CANARY-token and CANARY-key", "CANARY-key"), secrets)).toBe(
            "[redacted] and [redacted], request [redacted]",
        );
        expect(explanation({ message: `${"x".repeat(195)}CANARY-token` }, secrets)).toBe(
            `${"x".repeat(195)}[reda…`,
        );
    });
});

describe("a body with status 200", () => {
    it.each([{ ok: true }, {}, { app: {} }, { ok: "false" }, { ok: null }, [], null, "x", 5])(
        "is no failure if it is %j",
        (body) => {
            expect(failureInBody(body, question)).toBeUndefined();
        },
    );

    it.each([
        [generic("No app."), "NOT_FOUND", 404],
        [{ ok: false, error: { code: "403" } }, "FORBIDDEN", 403],
        [{ ok: false, error: { code: 503 } }, "SERVER_ERROR", 503],
        [{ ok: false, error: null }, "SERVER_ERROR", 500],
        [{ ok: false }, "SERVER_ERROR", 500],
        [{ ok: false, error: { code: 5 } }, "SERVER_ERROR", 500],
        [{ ok: false, error: { code: 404.5 } }, "SERVER_ERROR", 500],
        [{ ok: false, error: { code: "x" } }, "SERVER_ERROR", 500],
        [{ ok: false, error: { code: 200 } }, "SERVER_ERROR", 500],
        [{ ok: false, error: "x", message: 5 }, "SERVER_ERROR", 500],
    ])("is a failure if it is %j: %s", (body, code, status) => {
        expect(failureInBody(body, question)).toMatchObject({ code, status });
    });

    it("explains itself", () => {
        expect(failureInBody(generic("No app has this tag.", "xyz-123"), question)?.message).toBe(
            'There is no app for the tag "img-gen@4.0": ByteNite answered 404 ("No app has this tag., request xyz-123"). Check the name and the version. [https://api.test/v1]',
        );
    });
});
