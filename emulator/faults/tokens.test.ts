import { tokenOf } from "../testing/bodies";
import { TOKEN, useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";

const KEYS = ["one-key", "another-key"];

describe("a fault of tokens and keys", () => {
    const server = useEmulator({ apiKeys: KEYS });
    const exchange = (apiKey: string) =>
        receiveRaw(`${server.emulator.url}/auth/access_token`, {
            method: "POST",
            body: JSON.stringify({ apiKey }),
        });
    const issue = async (apiKey = "one-key") => {
        const { text } = await exchange(apiKey);
        return tokenOf({ body: JSON.parse(text) as unknown } as Parameters<typeof tokenOf>[0]);
    };
    const statusWith = async (authorization: string) =>
        (await receiveRaw(`${server.emulator.url}/dev/apps`, { headers: { authorization } }))
            .status;

    it("ends the validity of issued tokens, from the request that it is played for", async () => {
        const tokens = [await issue("one-key"), await issue("another-key")];
        for (const token of tokens) expect(await statusWith(token)).toBe(200);
        server.emulator.faults = [{ operation: "getApps", expireTokens: true, times: 1 }];
        for (const token of tokens) expect(await statusWith(token)).toBe(401);
        expect(await statusWith(await issue())).toBe(200);
        expect(await statusWith(TOKEN)).toBe(200);
    });

    it("ends it without a fault, too", async () => {
        const token = await issue();
        server.emulator.expireTokens();
        expect(await statusWith(token)).toBe(401);
        expect(await statusWith(TOKEN)).toBe(200);
    });

    it("revokes one key, and leaves its tokens and the other key alone", async () => {
        const token = await issue();
        server.emulator.faults = [{ revokeKey: "one-key", times: 1 }];
        expect((await exchange("one-key")).status).toBe(401);
        expect((await exchange("another-key")).status).toBe(200);
        expect(await statusWith(token)).toBe(200);
    });

    it("revokes all keys", async () => {
        server.emulator.faults = [{ operation: "getApps", revokeKey: true, expireTokens: true }];
        const token = await issue();
        expect(await statusWith(token)).toBe(401);
        for (const key of KEYS) expect((await exchange(key)).status).toBe(401);
    });

    it("revokes a key without a fault, too", async () => {
        server.emulator.revokeKey("another-key");
        expect((await exchange("another-key")).status).toBe(401);
        expect((await exchange("one-key")).status).toBe(200);
    });
});
