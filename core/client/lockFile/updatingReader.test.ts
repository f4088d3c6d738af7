import { existsSync, readFileSync, statSync } from "node:fs";
import { readLockFile } from "./readLockFile";
import { app, CANARIES, useReaders } from "./readers.testSupport";

describe("off", () => {
    const { place, reader } = useReaders();
    it("neither reads nor writes the file", async () => {
        await reader("off").getApp("render");
        expect(existsSync(place.path)).toBe(false);
    });
});

describe("update", () => {
    const { place, byteNite, reader } = useReaders();
    it("puts every tag into the file before the answer is there", async () => {
        const apps = reader("update");
        const facts = await apps.getApp("render");
        expect(readLockFile(place)?.get("render")).toMatchObject(facts);
        await apps.getAppStatus("train@1");
        expect([...(readLockFile(place)?.keys() ?? [])]).toEqual(["render", "train@1"]);
        expect(byteNite.emulator.countRequests("getAppByTag")).toBe(2);
        expect(byteNite.emulator.countRequests("getAppStatus")).toBe(1);
    });

    it("never puts a credential there", async () => {
        await Promise.all([reader("update").getApp("render"), reader("update").getApp("train")]);
        const text = readFileSync(place.path, "utf8");
        expect(text).toContain('"hasRegistryCredentials": true');
        for (const canary of CANARIES) expect(text).not.toContain(canary);
    });

    it("writes once for a thousand look-ups at the same time", async () => {
        const names = Array.from({ length: 1000 }, (_none, number) => `app-${number}`);
        byteNite.emulator.setCatalogue({ apps: names.map((name) => app(name)) });
        const apps = reader("update");
        const inodes = new Set<number>();
        await Promise.all(
            names.map(async (name) => {
                await apps.getApp(name);
                inodes.add(statSync(place.path).ino);
            }),
        );
        expect(readLockFile(place)?.size).toBe(1000);
        expect(inodes.size).toBe(1);
        expect(byteNite.emulator.countRequests("getAppByTag")).toBe(1000);
    });

    it("keeps what was found beside a tag that nothing has, and lists apart", async () => {
        const apps = reader("update");
        const [missing] = await Promise.allSettled([
            apps.getApp("nope"),
            apps.getApp("render"),
            apps.getApps({}),
            apps.getApp("a b").catch(() => undefined),
        ]);
        expect(missing).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
        expect([...(readLockFile(place)?.keys() ?? [])]).toEqual(["render"]);
    });

    it("takes over what a fresh look finds", async () => {
        const apps = reader("update");
        await apps.getApp("render");
        byteNite.emulator.setCatalogue({ apps: [app("render", [], { status: "inactive" })] });
        expect((await apps.getApp("render")).status).toBe("active");
        expect((await apps.getApp("render", true)).status).toBe("inactive");
        expect(readLockFile(place)?.get("render")?.status).toBe("inactive");
    });
});
