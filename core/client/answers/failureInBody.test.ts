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
const failureInBody = (body: unknown, about: tested.Question) =>
    tested.failureInBody({ body, text: textOf(body) }, about);

const generic = (description: string, requestId = "") => ({
    ok: false,
    requestId,
    message: "Request failed",
    error: { code: 404, message: "Not Found", description },
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
            'There is no app for the tag "img-gen@4.0": ByteNite answered 404 ("No app has this tag.", request "xyz-123"). Check the name and the version. [https://api.test/v1]',
        );
    });
});
