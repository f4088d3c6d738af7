import type { AppReader } from "../client";
import { withLock } from ".";
import { readLockFile } from "./readLockFile";
import { app, useReaders } from "./readers.testSupport";

describe("frozen", () => {
    const { place, byteNite, reader } = useReaders();
    beforeEach(() => reader("update").getApp("render"));

    it("gives what ByteNite has where the content is the locked one", async () => {
        const more = { isPublic: true, status: "inactive", description: "new" };
        byteNite.emulator.setCatalogue({
            apps: [app("render", ["tesla t4"], { ...more, hash: hashOf("render") })],
        });
        expect(await reader("frozen").getApp("render")).toMatchObject(more);
        expect((await reader("frozen").getAppStatus("render")).status).toBe("inactive");
        expect(await reader("frozen").getApps({})).toHaveLength(1);
        expect(await reader("frozen").getRegistryCredentials("render")).toMatchObject({
            username: "CANARY-user",
        });
    });

    it("refuses an app that was pushed again, and says what changed", async () => {
        byteNite.emulator.setCatalogue({
            apps: [app("render", ["nvidia h100"], { revision: "2" })],
        });
        const expected = {
            name: "LockMismatchError",
            code: "LOCK_MISMATCH",
            message: expect.stringMatching(
                /^The app "render" is not what .*bytenite\.lock\.json has: hash ….{8} → ….{8}, deviceRequirements\.gpu \["tesla t4"\] → \["nvidia h100"\], revision 1 → 2\. Push the app again as it was, or accept the change: look the app up with lock=update$/,
            ) as string,
        };
        const ask: ((apps: AppReader) => Promise<unknown>)[] = [
            (apps) => apps.getApp("render"),
            (apps) => apps.getAppStatus("render"),
            (apps) => apps.getRegistryCredentials("render"),
            (apps) => apps.getApps({}),
        ];
        for (const question of ask) {
            await expect(question(reader("frozen"))).rejects.toMatchObject(expected);
        }
    });

    it("refuses another version behind the same tag", async () => {
        byteNite.emulator.setCatalogue({ apps: [app("render", [], { version: "1.1" })] });
        await expect(reader("frozen").getApp("render")).rejects.toThrow("version 1.0 → 1.1");
    });

    it("refuses a tag that is not in the file, without a request", async () => {
        byteNite.emulator.clearRequests();
        const message = /The tag "train" is not in .*\. Add it: look the app up with lock=update$/;
        for (const ask of ["getApp", "getAppStatus", "getRegistryCredentials"] as const) {
            await expect(reader("frozen")[ask]("train")).rejects.toMatchObject({
                code: "LOCK_MISSING",
                message: expect.stringMatching(message) as string,
            });
        }
        expect(byteNite.emulator.countRequests()).toBe(0);
        // It has no tag in a list.
        expect(await reader("frozen").getApps({})).toHaveLength(2);
    });

    it("holds a selection fast, app by app", async () => {
        const found = await reader("update").getSelection({});
        expect(await reader("frozen").getSelection({})).toEqual(found);
        byteNite.emulator.setCatalogue({ apps: [app("render", ["tesla t4"]), app("new")] });
        await expect(reader("frozen").getSelection({})).rejects.toMatchObject({
            name: "SelectionNotLockedError",
            code: "LOCK_MISMATCH",
            message: expect.stringContaining(
                'not locked yet: "new@1.0"; locked, but no longer selected: "train@1.0"',
            ) as string,
        });
    });

    it("does not miss what ByteNite gives by its tag and does not list", async () => {
        const listed = await reader("update").getSelection({});
        for (const mode of ["update", "frozen"] as const) {
            const apps = withLock(withoutInList(byteNite.connect({ retries: 0 }), "train"), {
                mode,
                ...place,
            });
            expect(await apps.getSelection({})).toEqual([listed[0]]);
            expect(readLockFile(place)?.has("train@1.0")).toBe(true);
        }
        byteNite.emulator.setCatalogue({ apps: [app("render", ["tesla t4"])] });
        await reader("update").getSelection({});
        expect(readLockFile(place)?.has("train@1.0")).toBe(false);
    });

    it.each(["update", "frozen"] as const)("%s: refuses two apps of one version", async (mode) => {
        await reader("update").getSelection({});
        const before = readLockFile(place);
        const apps = withLock(withDoubles(byteNite.connect({ retries: 0 })), { mode, ...place });
        await expect(apps.getSelection({})).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: expect.stringContaining('two that are "render@1.0"') as string,
        });
        expect(readLockFile(place)).toEqual(before);
    });

    const withoutInList = (apps: AppReader, name: string): AppReader => ({
        ...readerLike(apps),
        getSelection: async (filter) =>
            (await apps.getSelection(filter)).filter((found) => found.name !== name),
    });
    const withDoubles = (apps: AppReader): AppReader => ({
        ...readerLike(apps),
        getSelection: async (filter) =>
            (await apps.getSelection(filter)).flatMap((found) => [found, { ...found, id: "9" }]),
    });
    // Methods of a class are not copied by a spread.
    const readerLike = (apps: AppReader): AppReader => ({
        getApp: (tag, isFresh) => apps.getApp(tag, isFresh),
        getAppStatus: (tag) => apps.getAppStatus(tag),
        getApps: (query) => apps.getApps(query),
        getEveryApp: () => apps.getEveryApp(),
        getRegistryCredentials: (tag) => apps.getRegistryCredentials(tag),
        getSelection: (filter) => apps.getSelection(filter),
    });
    const hashOf = (tag: string) => readLockFile(place)?.get(tag)?.hash;
});
