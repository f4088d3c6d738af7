import { useEmulator } from "./testing/harness";

const generic = (code: number, message: string, description: string) => ({
    ok: false,
    requestId: "emulator-1",
    message: "Request failed",
    error: { code, message, description },
});
const MISSING = "No app has the tag nothing.";
const NO_OPERATION = "The emulator has no such operation.";

describe("the generic shape of a failure", () => {
    const server = useEmulator();

    it("has an HTTP code and a request id", async () => {
        const { body } = await server.call("/dev/apps/nothing");
        expect(body).toEqual(generic(404, "Not Found", MISSING));
    });

    it("numbers the requests", async () => {
        await server.call("/dev/apps");
        expect((await server.call("/nowhere")).body).toMatchObject({ requestId: "emulator-2" });
    });
});

describe("the shape rpcStatus of a failure", () => {
    const server = useEmulator({ errorShape: "rpcStatus" });

    it.each([
        ["/dev/apps/nothing", 404, { code: 5, message: MISSING, details: [] }],
        [
            "/dev/apps?isPublic=x",
            400,
            { code: 3, message: 'isPublic "x" is neither true nor false.', details: [] },
        ],
        ["/nowhere", 404, { code: 5, message: NO_OPERATION, details: [] }],
    ])("has a gRPC code for %s", async (path, status, body) => {
        expect(await server.call(path)).toMatchObject({ status, body });
    });

    it.each([
        [401, 16],
        [403, 7],
        [429, 8],
        [500, 13],
        [503, 14],
        [418, 2],
    ])("turns the status %d into the code %d", async (status, code) => {
        server.emulator.faults = [{ status }];
        const answer = await server.call("/dev/apps");
        expect(answer.status).toBe(status);
        expect(answer.body).toEqual({ code, message: "A fault on demand.", details: [] });
    });
});

describe("what is no operation", () => {
    const server = useEmulator();

    it.each([
        "/",
        "/dev",
        "/dev/apps/a/b",
        "/dev/apps/",
        "/dev/apps/a/status/",
        "/DEV/apps",
        "/dev/engines",
        "/info",
    ])("%s", async (path) => {
        const answer = await server.call(path);
        // An empty tag reaches the operation, which refuses it.
        expect(answer.status).toBe(path === "/dev/apps/" ? 400 : 404);
    });

    it("answers 404 without a token, and with a body", async () => {
        const init = { method: "POST", authorization: null, body: "<x>" };
        const answer = await server.call("/nowhere", init);
        expect(answer).toMatchObject({
            status: 404,
            body: generic(404, "Not Found", NO_OPERATION),
        });
    });

    it.each([
        ["POST", "/dev/apps", "GET"],
        ["DELETE", "/dev/apps/hello-world", "GET"],
        ["PUT", "/dev/apps/hello-world/status", "GET"],
        ["GET", "/auth/access_token", "POST"],
    ])("%s %s is answered with 405", async (method, path, allowed) => {
        const answer = await server.call(path, { method, authorization: null });
        expect(answer.status).toBe(405);
        expect(answer.headers.get("allow")).toBe(allowed);
        expect(answer.body).toEqual(
            generic(405, "Method Not Allowed", `This path takes ${allowed} only.`),
        );
    });

    it("answers 400 to a path that can't be decoded", async () => {
        expect((await server.call("/dev/apps/%zz")).status).toBe(400);
        expect((await server.call("/dev/apps/%ff")).status).toBe(400);
    });
});

describe("a defect of the emulator", () => {
    const error = jest.fn();
    const server = useEmulator({
        log: { info: () => undefined, error },
        now: () => {
            throw new Error("the clock is broken");
        },
    });

    it("is a 500 whose cause stands in the log only", async () => {
        const answer = await server.call("/dev/apps");
        expect(answer.body).toEqual(
            generic(500, "Internal Server Error", "The emulator has a defect: its log says more."),
        );
        expect(error).toHaveBeenCalledWith(expect.stringContaining("the clock is broken"));
    });
});
