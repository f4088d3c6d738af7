import { useRawServer } from "./rawServer.testSupport";
import { Transport } from "./transport";

describe("the log of attempts", () => {
    const server = useRawServer();
    const CANARY = "canary-9f2c";

    it("tells method, path, outcome, time, attempt and the request's id, and no credential", async () => {
        const lines: string[] = [];
        server.answer = (_request, response) =>
            server.requests.length === 1
                ? response
                      .writeHead(503, {
                          "x-request-id": `id \u00a0${Buffer.from(CANARY).toString("base64")}`,
                      })
                      .end(CANARY)
                : response.end(`{"token":"${CANARY}"}`);
        await new Transport({
            endpoint: server.url,
            timeout: 30,
            retries: 1,
            concurrency: 1,
            random: () => 0,
            log: (line) => lines.push(line),
        }).send({
            method: "POST",
            path: "/dev/apps/img-gen",
            query: { secret: CANARY },
            body: { apiKey: CANARY },
            authorization: CANARY,
            subject: "it",
            isAboutApp: true,
            secrets: [CANARY],
        });
        expect(lines.map((line) => line.replace(/\d+ ms/, "N ms"))).toEqual([
            "POST /dev/apps/img-gen 503 N ms attempt 1 request id \\u00a0[redacted]",
            "attempt 2 after N ms",
            "POST /dev/apps/img-gen 200 N ms attempt 2",
        ]);
        expect(lines.join("\n")).not.toContain(CANARY);
        expect(server.requests[0]?.headers["user-agent"]).toBe("bytenite-core");
    });
});
