import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { connect } from "./connection";

const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: () => ({}),
};

/** Begins another deployment in this process, as a program does that uses the Automation API. */
const deploy = () => pulumi.runtime.setMocks(mocks);

describe("connect", () => {
    let emulator: Emulator;
    const environment = { ...process.env };
    beforeEach(async () => {
        emulator = await startEmulator({
            apiKeys: ["key", "other key"],
            catalogue: { apps: [{ name: "render", version: "1.0" }] },
        });
        process.env.BYTENITE_ENDPOINT = emulator.url;
        process.env.BYTENITE_API_KEY = "key";
        await deploy();
    });
    afterEach(async () => {
        process.env = { ...environment };
        await emulator.close();
    });

    it("gives one connection for the same settings, whatever their order", () => {
        expect(connect()).toBe(connect({}));
        const settings = { retries: 0, timeout: 5 };
        expect(connect({ timeout: 5, retries: 0 })).toBe(connect(settings));
        expect(connect(settings)).not.toBe(connect());
        expect(connect({ apiKey: "other key" })).not.toBe(connect());
    });

    it("remembers what it was asked in one deployment only", async () => {
        const render = () => connect().apps.getApp("render");
        await Promise.all([render(), render(), render()]);
        expect(emulator.countRequests("getAppByTag")).toBe(1);
        expect(emulator.countRequests("requestAccessToken")).toBe(1);

        emulator.setCatalogue({ apps: [{ name: "render", version: "2.0" }] });
        expect((await render()).version).toBe("1.0");
        await deploy();
        expect((await render()).version).toBe("2.0");
        expect(emulator.countRequests("getAppByTag")).toBe(2);
    });

    it("says who asks", async () => {
        await connect().apps.getApp("render");
        const told = emulator.requests.map(({ userAgent }) => userAgent);
        expect(told).toHaveLength(2);
        expect(told.every((each) => /^pulumi-bytenite\/\d+\.\d+\.\d+$/.test(each ?? ""))).toBe(
            true,
        );
    });

    it("reads the stack configuration before the environment", async () => {
        pulumi.runtime.setAllConfig({
            "bytenite:endpoint": "https://stack.test/v1",
            "other:endpoint": "https://other.test/v1",
        });
        await deploy();
        expect(connect().endpoint).toBe("https://stack.test/v1");
        expect(connect({ endpoint: "https://program.test" }).endpoint).toBe("https://program.test");
        pulumi.runtime.setAllConfig({});
        await deploy();
        expect(connect().endpoint).toBe(emulator.url);
    });

    it.each(["bytenite:apiKey", "bytenite:accessToken"])(
        "refuses %s in the clear, which the engine would write into the state",
        async (name) => {
            pulumi.runtime.setAllConfig({ [name]: "canary" });
            await deploy();
            expect(() => connect()).toThrow(
                `${name} is in the clear in the stack configuration, which every update and refresh writes into the stack's history. Revoke it at ByteNite`,
            );
            pulumi.runtime.setAllConfig({ [name]: "canary" }, [name]);
            await deploy();
            expect(connect().endpoint).toBe(emulator.url);
            pulumi.runtime.setAllConfig({});
        },
    );

    it("does not remember that settings were missing", () => {
        delete process.env.BYTENITE_API_KEY;
        process.env.BYTENITE_CREDENTIALS_FILE = "/nonexistent/credentials.json";
        expect(() => connect()).toThrow("There are no ByteNite credentials.");
        process.env.BYTENITE_API_KEY = "key";
        expect(connect().endpoint).toBe(emulator.url);
    });

    describe("with a lock file", () => {
        const folder = mkdtempSync(join(tmpdir(), "bytenite-connection-"));
        const lockFile = join(folder, "bytenite.lock.json");
        afterAll(() => rmSync(folder, { recursive: true }));

        it("writes it, holds to it, and does without ByteNite and credentials", async () => {
            await connect({ lock: "update", lockFile }).apps.getApp("render");
            expect(existsSync(lockFile)).toBe(true);

            emulator.setCatalogue({ apps: [{ name: "render", version: "1.0", revision: "2" }] });
            await deploy();
            await expect(
                connect({ lock: "frozen", lockFile }).apps.getApp("render"),
            ).rejects.toMatchObject({ code: "LOCK_MISMATCH" });

            delete process.env.BYTENITE_API_KEY;
            process.env.BYTENITE_CREDENTIALS_FILE = "/nonexistent/credentials.json";
            pulumi.runtime.setAllConfig({
                "bytenite:lock": "offline",
                "bytenite:lockFile": lockFile,
            });
            await deploy();
            emulator.clearRequests();
            const { endpoint, apps } = connect();
            expect(endpoint).toBe(emulator.url);
            expect((await apps.getApp("render")).revision).toBe("1");
            expect(emulator.countRequests()).toBe(0);
            pulumi.runtime.setAllConfig({});
        });

        it("refuses a mode that there is none", () => {
            process.env.BYTENITE_LOCK = "on";
            expect(() => connect()).toThrow("BYTENITE_LOCK in the environment must be one of off,");
        });
    });
});
