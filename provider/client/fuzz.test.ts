import fc from "fast-check";
import { runs } from "../../test/support/propertyRuns";
import { ByteNiteClient } from "./client";
import { InvalidResponseError } from "./errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
} from "./parse";
import { useRawServer } from "./rawServer.testSupport";

jest.setTimeout(runs(120_000));

const app = {
    id: "11111111-1111-4111-8111-111111111111",
    name: "render",
    version: "1.0",
    owner: "owner",
    status: "active",
    deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] },
    isPublic: false,
    createdAt: "2025-10-30T16:39:50.151Z",
    updatedAt: "2025-10-30T16:39:50.151Z",
    platform: "docker",
    hash: "hash",
    link: "https://example.com/a.tar",
    platformConfig: { container: "c", privateImage: true, username: "u", token: "t", secrets: [] },
    entrypoint: "main.py",
    revision: "7",
    description: "",
    userName: "alice",
};
const BODIES = {
    app: { app },
    list: { apps: [app], pagination: { total: 1, offset: 0, hasPrevious: false, hasNext: false } },
    status: { ok: true, requestId: "", message: "", error: null },
    token: { token: "token", expiresIn: "3600", scope: "" },
};
const PARSERS = {
    app: (body: unknown) => parseAppResponse(body, "GET /x"),
    list: (body: unknown) => parseAppListResponse(body, "GET /x"),
    status: (body: unknown) => parseGenericResponse(body, "GET /x"),
    token: (body: unknown) => parseAccessTokenResponse(body, "GET /x"),
};
type Kind = keyof typeof BODIES;
const KINDS = Object.keys(BODIES) as Kind[];

/** What a server might send in the place of anything, as JSON text. */
const anything = fc.oneof(
    fc.constantFrom(
        ...["null", "true", "0", "-1", "-0", "1.5", "1e400", "-1e400", "9007199254740993"],
        ...[
            '"9223372036854775807"',
            '"9223372036854775808"',
            '"-5"',
            '"NaN"',
            '"Infinity"',
            '"0x10"',
        ],
        ...[
            "[]",
            "{}",
            "[null]",
            '{"__proto__":{"polluted":true}}',
            '{"constructor":{"prototype":5}}',
        ],
        ...[
            '""',
            '"\\u0000\\u202e\\ud800"',
            '"2025-13-45T99:99:99Z"',
            '"2025-10-30T16:39:50+02:00"',
        ],
        JSON.stringify("x".repeat(100_000)),
        `${"[".repeat(500)}${"]".repeat(500)}`,
    ),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)),
);

type Json = Record<string, unknown>;

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, path: string[] = []): string[][] {
    if (typeof value !== "object" || value === null) return [path];
    return [
        path,
        ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
    ];
}

const HOLE = '"a hole that is filled below"';

/** The text of a body with something else in one place, or with one place missing. */
function mutate(body: unknown, path: string[], text: string | undefined): string {
    if (path.length === 0) return text ?? "";
    const copy = structuredClone(body) as Json;
    const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Json, copy);
    const last = path.at(-1) ?? "";
    if (text === undefined) delete parent[last];
    else parent[last] = JSON.parse(HOLE) as string;
    return JSON.stringify(copy).replace(HOLE, () => text ?? "");
}

const mutation = fc.constantFrom(...KINDS).chain((kind) =>
    fc.record({
        kind: fc.constant(kind),
        text: fc
            .tuple(
                fc.constantFrom(...placesIn(BODIES[kind])),
                fc.option(anything, { nil: undefined, freq: 8 }),
            )
            .map(([path, text]) => mutate(BODIES[kind], path, text)),
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
