import { inspect } from "node:util";
import { useRawServer } from "./rawServer.testSupport";
import { Transport, type ApiRequest } from "./transport";
import type { TransportOptions } from "./transportOptions";

const request: ApiRequest = {
    method: "GET",
    path: "/dev/apps/img-gen%404.0",
    subject: 'the tag "img-gen@4.0"',
    isAboutApp: true,
    authorization: "CANARY-token",
    secrets: ["CANARY-token"],
};
const ENDPOINT_HINT = "Is endpoint the address of ByteNite's API?";

describe("Transport", () => {
    const server = useRawServer();

    const send = (options: Partial<TransportOptions> = {}, more: Partial<ApiRequest> = {}) =>
        new Transport({
            endpoint: `${server.url}/v1`,
            timeout: 30,
            retries: 0,
            concurrency: 4,
            ...options,
        }).send({ ...request, ...more });

    const failure = async (options?: Partial<TransportOptions>) => {
        const error = await send(options).then(
            () => Promise.reject(new Error("nothing failed")),
            (reason: Error & { code: string }) => reason,
        );
        expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("CANARY");
        return { name: error.name, code: error.code, message: error.message };
    };

    it("sends what is asked, and nothing more", async () => {
        server.answer = (_request, response) => response.end('{"app": {"id": 1}}');
        const query = { "pagination.limit": "5", orderBy: "a b&c" };
        await expect(send({}, { query })).resolves.toEqual({ app: { id: 1 } });
        expect(server.requests).toHaveLength(1);
        const [{ method, url, headers } = { headers: {} }] = server.requests;
        expect(method).toBe("GET");
        expect(url).toBe("/v1/dev/apps/img-gen%404.0?pagination.limit=5&orderBy=a+b%26c");
        expect(headers.authorization).toBe("CANARY-token");
        expect(headers.accept).toBe("application/json");
    });

    it("sends a body as JSON", async () => {
        let body = "";
        server.answer = (incoming, response) => {
            incoming.on("data", (chunk: Buffer) => (body += chunk.toString()));
            incoming.on("end", () => response.end("{}"));
        };
        await send({}, { method: "POST", body: { apiKey: 'a"b' } });
        expect(JSON.parse(body)).toEqual({ apiKey: 'a"b' });
        expect(server.requests[0]?.headers["content-type"]).toBe("application/json");
    });

    it.each([
        ["HTML", 200, "<html>CANARY-token</html>"],
        ["nothing", 200, ""],
        ["nothing, with status 204", 204, ""],
        ["half of it", 200, '{"app": {'],
    ])("refuses an answer that is %s", async (_what, status, body) => {
        server.answer = (_request, response) => {
            response.writeHead(status, { "content-type": "text/html" });
            response.end(body);
        };
        expect(await failure({ retries: 3 })).toEqual({
            name: "InvalidResponseError",
            code: "INVALID_RESPONSE",
            message: `The answer about the tag "img-gen@4.0" from ${server.url}/v1 is not JSON. ${ENDPOINT_HINT}`,
        });
        expect(server.requests).toHaveLength(1);
    });

    it("reads JSON whatever its content type is", async () => {
        server.answer = (_request, response) => {
            response.writeHead(200, { "content-type": "text/plain" });
            response.end('\ufeff{"é": "日"}');
        };
        await expect(send()).resolves.toEqual({ é: "日" });
    });

    it("reads a failure whose body is not JSON", async () => {
        server.answer = (_request, response) => {
            response.writeHead(502, { "content-type": "text/html" });
            response.end("<html>CANARY-token</html>");
        };
        expect(await failure()).toEqual({
            name: "ResponseError",
            code: "SERVER_ERROR",
            message: `ByteNite failed for the tag "img-gen@4.0": ByteNite answered 502. Try again later. [${server.url}/v1]`,
        });
    });

    it("takes a 200 that says ok: false for a failure", async () => {
        server.answer = (_request, response) =>
            response.end(
                '{"ok": false, "error": {"code": 403, "description": "Not CANARY-token."}}',
            );
        expect(await failure()).toEqual({
            name: "ResponseError",
            code: "FORBIDDEN",
            message: `The credentials don't allow reading the tag "img-gen@4.0": ByteNite answered 403 ("Not [redacted]."). Ask its owner for access. [${server.url}/v1]`,
        });
    });

    it.each([301, 302, 303, 307, 308])(
        "does not follow a redirect with status %d",
        async (status) => {
            server.answer = (_request, response) => {
                response.writeHead(status, { location: `${server.url}/elsewhere` });
                response.end();
            };
            expect((await failure({ retries: 3 })).message).toBe(
                `The answer about the tag "img-gen@4.0" leads elsewhere, where the credentials must not go: ByteNite answered ${status}. Set endpoint to the final address. [${server.url}/v1]`,
            );
            expect(server.requests.map(({ url }) => url)).toEqual(["/v1/dev/apps/img-gen%404.0"]);
        },
    );

    it("refuses an answer that is too long, once", async () => {
        server.answer = (_request, response) => {
            const megabyte = Buffer.alloc(1024 * 1024, " ");
            let sent = 0;
            const more = () => {
                while (sent++ < 60)
                    if (!response.write(megabyte)) return response.once("drain", more);
                return response.end("{}");
            };
            more();
        };
        expect(await failure({ retries: 3 })).toEqual({
            name: "InvalidResponseError",
            code: "INVALID_RESPONSE",
            message: `The answer about the tag "img-gen@4.0" from ${server.url}/v1 is longer than 2 MB. ${ENDPOINT_HINT}`,
        });
        expect(server.requests).toHaveLength(1);
    });

    it("runs as many requests at once as it may, and no more", async () => {
        server.answer = (_request, response) => setTimeout(() => response.end("{}"), 5);
        const transport = new Transport({
            endpoint: server.url,
            timeout: 30,
            retries: 0,
            concurrency: 3,
        });
        await Promise.all(Array.from({ length: 30 }, () => transport.send(request)));
        expect(server.requests).toHaveLength(30);
        expect(server.mostAtOnce).toBe(3);
    });
});
