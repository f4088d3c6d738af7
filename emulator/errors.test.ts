import { connect } from "node:net";
import { text } from "node:stream/consumers";
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

    it.each(["%zz", "%ff", "app%401%"])("answers 400 to the tag %s", async (tag) => {
        const answer = await server.call(`/dev/apps/${tag}`);
        expect(answer.status).toBe(400);
        expect(server.emulator.requests).toMatchObject([
            { operation: "getAppByTag", path: `/v1/dev/apps/${tag}`, tag, status: 400 },
        ]);
    });

    it("plays faults for a path that can't be decoded", async () => {
        server.emulator.faults = [{ status: 503 }];
        expect((await server.call("/dev/apps/%zz")).status).toBe(503);
        expect((await server.call("/%zz")).status).toBe(503);
    });
});

describe("what is no request", () => {
    const server = useEmulator();
    const send = async (bytes: string): Promise<string> => {
        const socket = connect(server.emulator.port, "127.0.0.1");
        socket.write(bytes);
        return text(socket);
    };

    it.each([
        ["nonsense\r\n\r\n", 400, "Bad Request", "This is no request in HTTP."],
        [
            `GET /${"x".repeat(20_000)} HTTP/1.1\r\n\r\n`,
            431,
            "Request Header Fields Too Large",
            "The request's line and headers are too long.",
        ],
    ])("is answered as other failures are: %.20s", async (bytes, status, name, description) => {
        const [head = "", body = ""] = (await send(bytes)).split("\r\n\r\n");
        expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} ${name}\r\n`));
        expect(head).toContain("content-type: application/json; charset=utf-8");
        expect(JSON.parse(body)).toEqual(generic(status, name, description));
        expect(server.emulator.requests).toEqual([]);
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
