import { inspect } from "node:util";
import type { ByteNiteError } from "../errors";
import { API_KEY, useEmulator } from "../emulatedClient.testSupport";
import { useNoRetryDelays } from "./retryDelays.testSupport";

const CATALOGUE = {
    apps: Array.from({ length: 50 }, (_, n) => ({ name: `app-${n}`, version: "1.0" })),
};
const REVOKED = "CANARY-revoked-token";

describe("a client with an API key", () => {
    const clock = { now: 0 };
    const server = useEmulator({ catalogue: CATALOGUE, now: () => clock.now });
    useNoRetryDelays();

    it("exchanges it once for 50 look-ups at once", async () => {
        const client = server.connect();
        await Promise.all(CATALOGUE.apps.map(({ name }) => client.getApp(name)));
        expect(server.emulator.countRequests("getAppByTag")).toBe(50);
        expect(server.emulator.countRequests("requestAccessToken")).toBe(1);
    });

    it("gets a new token when the old one is refused, once for all who had it", async () => {
        const client = server.connect();
        await client.getApp("app-0");
        clock.now += 3_600_000;
        await Promise.all(CATALOGUE.apps.slice(1).map(({ name }) => client.getApp(name)));
        expect(server.emulator.countRequests("requestAccessToken")).toBe(2);
        const statuses = server.emulator.requests
            .filter(({ operation }) => operation === "getAppByTag")
            .map(({ status }) => status);
        expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    });

    it("does so once only for each look-up", async () => {
        server.emulator.faults = [{ operation: "getAppByTag", status: 401 }];
        await expect(server.connect().getApp("app-0")).rejects.toMatchObject({
            code: "UNAUTHENTICATED",
        });
        expect(server.emulator.countRequests("getAppByTag")).toBe(2);
        expect(server.emulator.countRequests("requestAccessToken")).toBe(2);
    });

    it("says that the key is wrong, and asks no more", async () => {
        const client = server.connect({}, { apiKey: "CANARY-wrong-key" });
        const many = await Promise.allSettled([client.getApp("app-0"), client.getApp("app-1")]);
        const [{ reason } = { reason: undefined }] = many as PromiseRejectedResult[];
        expect((reason as ByteNiteError).message).toBe(
            `The credentials were refused when asking for an access token: ByteNite answered 401 ("The API key is unknown.", request "emulator-1"). Check that the API key or the access token is right and not expired or revoked. [${server.emulator.url}]`,
        );
        expect(many.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
        expect(server.emulator.countRequests()).toBe(1);
    });

    it("that is revoked in mid-run is exchanged once more, and then everybody is told", async () => {
        const client = server.connect();
        await client.getApp("app-0");
        server.emulator.clearRequests();
        server.emulator.revokeKey(API_KEY);
        server.emulator.expireTokens();
        const names = CATALOGUE.apps.slice(1).map(({ name }) => name);
        const all = await Promise.allSettled(names.map((name) => client.getApp(name)));
        expect(
            all.map((each) => ((each as PromiseRejectedResult).reason as ByteNiteError).code),
        ).toEqual(names.map(() => "UNAUTHENTICATED"));
        expect(server.emulator.countRequests("requestAccessToken")).toBe(1);
    });

    it("does not take a missing token exchange for a missing app", async () => {
        server.emulator.faults = [{ operation: "requestAccessToken", status: 404 }];
        await expect(server.connect().getApp("app-0")).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: expect.stringContaining(
                "There is nothing that gives an access token",
            ) as string,
        });
    });

    it("refuses a token that is none", async () => {
        server.emulator.faults = [{ operation: "requestAccessToken", body: { token: 5 } }];
        await expect(server.connect().getApp("app-0")).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message:
                "ByteNite's answer to the exchange of the API key is not what its documentation describes: token must be text, not a number. Is endpoint the address of ByteNite's API?",
        });
    });
});

describe("a client with an access token", () => {
    const server = useEmulator({ catalogue: CATALOGUE, accessTokens: ["CANARY-token"] });

    it("uses it as it is", async () => {
        const client = server.connect({}, { accessToken: "CANARY-token" });
        expect((await client.getApp("app-7")).name).toBe("app-7");
        expect(server.emulator.countRequests()).toBe(1);
    });

    it("does not ask again when it is refused", async () => {
        const client = server.connect({}, { accessToken: REVOKED });
        await expect(client.getApp("app-7")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
        expect(server.emulator.countRequests()).toBe(1);
    });
});

describe("a server that repeats credentials", () => {
    const server = useEmulator({ catalogue: CATALOGUE, accessTokens: ["CANARY-token"] });
    useNoRetryDelays();

    const echo = `You sent CANARY-token, ${REVOKED} and ${API_KEY}.`;
    const bodies: [string, unknown][] = [
        ["as text", echo],
        ["as HTML", `<html>${echo}</html>`],
        [
            "in the generic shape",
            {
                ok: false,
                message: echo,
                requestId: API_KEY,
                error: { code: 403, description: echo },
            },
        ],
        ["in gRPC's shape", { code: 7, message: echo, details: [{ [echo]: echo }] }],
        ["in place of an app", { app: { id: "1", name: { [echo]: echo } } }],
        [
            "in a field that is no text",
            { app: { id: "1", name: "a", revision: echo, createdAt: echo } },
        ],
    ];
    const cases = bodies.flatMap(([shape, body]) =>
        [200, 400, 401, 403, 404, 429, 500, 302].map((status) => ({ shape, body, status })),
    );

    it.each(cases)(
        "$shape, with status $status, does not get them shown",
        async ({ body, status }) => {
            server.emulator.faults = [{ operation: "getAppByTag", status, body }];
            for (const credentials of [{ apiKey: API_KEY }, { accessToken: "CANARY-token" }]) {
                const client = server.connect({ retries: 1 }, credentials);
                const error = (await client
                    .getApp("app-0")
                    .catch((reason: unknown) => reason)) as Error;
                expect(error).toBeInstanceOf(Error);
                const shown = [
                    error.message,
                    error.stack,
                    JSON.stringify(error),
                    inspect(error, { depth: Infinity, showHidden: true }),
                ].join("\n");
                const [secret] = Object.values(credentials);
                expect(shown).not.toContain(secret);
                expect(shown).not.toContain("<html>");
            }
        },
    );

    it("while it is asked for a token does not get the key shown either", async () => {
        for (const status of [200, 400, 401, 403, 404, 500]) {
            server.emulator.faults = [
                { operation: "requestAccessToken", status, body: { message: echo } },
            ];
            const error: unknown = await server
                .connect({ retries: 0 })
                .getApp("app-0")
                .catch((reason: unknown) => reason);
            expect(error).toBeInstanceOf(Error);
            expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(API_KEY);
        }
    });
});
