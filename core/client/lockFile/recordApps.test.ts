import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { facts, useFolder } from "./lockFile.testSupport";
import { lockFileAt } from "./lockSettings";
import { readLockFile } from "./readLockFile";
import { recordApps } from "./recordApps";

const COMPILED = join(__dirname, "../../dist/client/lockFile/recordApps.js");
const [monday, tuesday] = [new Date("2026-01-12T08:00:00Z"), new Date("2026-01-13T08:00:00Z")];

describe("recordApps", () => {
    const place = useFolder();
    const record = (tag: string, fields: Parameters<typeof facts>[0], when: Date) =>
        recordApps(place, new Map([[tag, facts(fields)]]), when);
    const entry = (tag: string) => readLockFile(place)?.get(tag);

    it("adds to what is there", async () => {
        await record("one", {}, monday);
        await record("two", { revision: "9" }, tuesday);
        expect([...(readLockFile(place) ?? [])]).toEqual([
            ["one", { ...facts(), lockedAt: "2026-01-12T08:00:00.000Z" }],
            ["two", { ...facts({ revision: "9" }), lockedAt: "2026-01-13T08:00:00.000Z" }],
        ]);
    });

    it("writes nothing where nothing changed", async () => {
        await record("one", {}, monday);
        const before = statSync(place.path);
        await record("one", {}, tuesday);
        expect(statSync(place.path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    });

    it("keeps the time when it was locked until the content changes", async () => {
        await record("one", {}, monday);
        await record("one", { status: "inactive" }, tuesday);
        expect(entry("one")).toMatchObject({
            status: "inactive",
            lockedAt: "2026-01-12T08:00:00.000Z",
        });
        await record("one", { status: "inactive", revision: "4" }, tuesday);
        expect(entry("one")).toMatchObject({ revision: "4", lockedAt: tuesday.toISOString() });
    });

    it("leaves the line ends of another system alone", async () => {
        await record("one", {}, monday);
        const windows = readFileSync(place.path, "utf8").replaceAll("\n", "\r\n");
        writeFileSync(place.path, windows);
        await record("one", {}, tuesday);
        expect(readFileSync(place.path, "utf8")).toBe(windows);
    });

    it("does not write over a file that it can't read", async () => {
        writeFileSync(place.path, "<<<<<<< HEAD\n");
        await expect(record("one", {}, monday)).rejects.toMatchObject({
            code: "LOCK_INVALID",
            message: expect.stringContaining("has merge conflicts") as string,
        });
        expect(readFileSync(place.path, "utf8")).toBe("<<<<<<< HEAD\n");
    });

    it("says why it can't be written", async () => {
        const missing = join(place.folder, "nowhere/bytenite.lock.json");
        await expect(
            recordApps(lockFileAt(missing), new Map([["one", facts()]])),
        ).rejects.toMatchObject({
            code: "LOCK_INVALID",
            message: expect.stringMatching(
                /nowhere\/bytenite\.lock\.json: can't be written: its folder does not exist\. Create it/,
            ) as string,
        });
        mkdirSync(place.path);
        await expect(record("one", {}, monday)).rejects.toThrow("a folder, not a file");
    });

    it("loses nothing where two processes write at once", async () => {
        const writers = ["left", "right"].map((name) =>
            spawn(
                process.execPath,
                [
                    "--eval",
                    `const { recordApps } = require(${JSON.stringify(COMPILED)});
                    const facts = ${JSON.stringify(facts())};
                    (async () => {
                        for (let number = 0; number < 30; number += 1) {
                            await recordApps(${JSON.stringify({ path: place.path, shownAs: place.shownAs })}, new Map([["${name}-" + number, facts]]));
                        }
                    })();`,
                ],
                { stdio: "inherit" },
            ),
        );
        const exits = await Promise.all(writers.map((writer) => once(writer, "exit")));
        expect(exits).toEqual([
            [0, null],
            [0, null],
        ]);
        expect(readLockFile(place)?.size).toBe(60);
    });
});
