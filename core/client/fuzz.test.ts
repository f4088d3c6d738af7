import fc from "fast-check";
import { mutationsOf } from "../../dev/support/mutations";
import { runs } from "../../dev/support/propertyRuns";
import { BODIES, type Kind } from "./bodies.testSupport";
import { ByteNiteClient } from "./client";
import { InvalidResponseError } from "./errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
} from "./answers/parse";
import { useRawServer } from "./transport/rawServer.testSupport";

const PARSERS = {
    app: (body: unknown) => parseAppResponse(body, "GET /x"),
    list: (body: unknown) => parseAppListResponse(body, "GET /x"),
    status: (body: unknown) => parseGenericResponse(body, "GET /x"),
    token: (body: unknown) => parseAccessTokenResponse(body, "GET /x"),
};
const KINDS = Object.keys(BODIES) as Kind[];

type Json = Record<string, unknown>;

const mutation = fc.constantFrom(...KINDS).chain((kind) =>
    fc.record({
        kind: fc.constant(kind),
        text: mutationsOf(BODIES[kind]),
    }),
);

/** What the numbers and texts of an app must be, read from the JSON without any of our code. */
function isFaithful(sent: Json, read: ReturnType<typeof parseAppResponse>): void {
    const requirements = (sent.deviceRequirements ?? {}) as Json;
    for (const name of ["minCpu", "minMemory"] as const) {
        const value = requirements[name] ?? undefined;
        expect(read.deviceRequirements[name]).toBe(
            value === undefined ? undefined : Number(value) + 0,
        );
    }
    expect(read.deviceRequirements.gpu).toEqual(requirements.gpu ?? []);
    if (typeof sent.revision === "number") {
        expect(Number.isSafeInteger(sent.revision)).toBe(true);
    }
    if (sent.revision !== "" && sent.revision != null) {
        expect(BigInt(read.revision)).toBe(BigInt(sent.revision as string));
    }
    for (const name of ["id", "name", "version", "owner", "status", "hash", "userName"] as const) {
        expect(read[name]).toBe(sent[name] ?? "");
    }
    expect(JSON.stringify(read)).not.toMatch(/"(username|token)":/);
}

describe("mutated answers", () => {
    it("are an app that says the same, or an error that names the field: 12,000 of them", () => {
        let read = 0;
        fc.assert(
            fc.property(mutation, ({ kind, text }) => {
                let body: unknown;
                try {
                    body = JSON.parse(text);
                } catch {
                    return;
                }
                let result: unknown;
                try {
                    result = PARSERS[kind](body);
                    read += 1;
                } catch (error) {
                    expect(error).toBeInstanceOf(InvalidResponseError);
                    expect((error as Error).message).toMatch(
                        /: (the body|[a-zA-Z0-9.]+) (must|is missing)/,
                    );
                    return;
                }
                if (kind === "app") isFaithful((body as { app: Json }).app, result as never);
                expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
            }),
            { numRuns: runs(12_000) },
        );
        expect(read).toBeGreaterThan(runs(1000));
    });

    describe("over HTTP", () => {
        const server = useRawServer();

        it("end as an app or as a typed error: 400 of them", async () => {
            await fc.assert(
                fc.asyncProperty(mutation, async ({ kind, text }) => {
                    server.answer = (incoming, response) => {
                        const isToken = incoming.method === "POST";
                        const isStatus = incoming.url?.endsWith("/status") ?? false;
                        const asked = isToken ? "token" : isStatus ? "status" : undefined;
                        const ordinary: Kind = asked ?? (kind === "list" ? "list" : "app");
                        const isMutated = ordinary === kind;
                        response.end(isMutated ? text : JSON.stringify(BODIES[ordinary]));
                    };
                    const client = new ByteNiteClient(
                        { endpoint: server.url, timeout: 30, retries: 0, concurrency: 4 },
                        { apiKey: "key" },
                    );
                    const answer: Promise<unknown> =
                        kind === "list"
                            ? client.getApps({})
                            : kind === "status"
                              ? client.getAppStatus("render")
                              : client.getApp("render");
                    const code = await answer.then(
                        () => "fine",
                        (error: { code?: string }) => error.code,
                    );
                    expect(code).toMatch(/^(fine|INVALID_RESPONSE|SERVER_ERROR|UNREACHABLE)$/);
                }),
                { numRuns: runs(400) },
            );
        });
    });
});
