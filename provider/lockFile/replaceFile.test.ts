import { spawnSync } from "node:child_process";
import {
    chmodSync,
    existsSync,
    readFileSync,
    readdirSync,
    statSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { useFolder } from "./lockFile.testSupport";
import { replaceFile } from "./replaceFile";

const COMPILED = join(__dirname, "../dist/lockFile/replaceFile.js");

describe("replaceFile", () => {
    const place = useFolder();
    const read = () => readFileSync(place.path, "utf8");

    it("writes a new file, replaces it, and leaves nothing else behind", async () => {
        await replaceFile(place.path, (before) => `${before} one`);
        await replaceFile(place.path, (before) => `${before} two`);
        expect(read()).toBe("undefined one two");
        expect(readdirSync(place.folder)).toEqual(["bytenite.lock.json"]);
    });

    it("does not touch a file that needs no change", async () => {
        writeFileSync(place.path, "text");
        const { ino, mtimeMs } = statSync(place.path);
        await replaceFile(place.path, () => undefined);
        expect(statSync(place.path)).toMatchObject({ ino, mtimeMs });
    });

    it("keeps the permissions, and a link a link", async () => {
        const target = join(place.folder, "elsewhere.json");
        writeFileSync(target, "");
        chmodSync(target, 0o640);
        symlinkSync(target, place.path);
        await replaceFile(place.path, () => "text");
        expect(readFileSync(target, "utf8")).toBe("text");
        expect(statSync(target).mode & 0o777).toBe(0o640);
        expect(readdirSync(place.folder).sort()).toEqual(["bytenite.lock.json", "elsewhere.json"]);
    });

    it("loses nothing of what many do at the same time", async () => {
        const numbers = Array.from({ length: 50 }, (_none, number) => number);
        await Promise.all(
            numbers.map((number) =>
                replaceFile(place.path, (before = "") => `${before}${number}\n`),
            ),
        );
        expect(
            read()
                .trim()
                .split("\n")
                .map(Number)
                .sort((a, b) => a - b),
        ).toEqual(numbers);
    });

    it("leaves the old file where the change fails", async () => {
        writeFileSync(place.path, "old");
        let calls = 0;
        const failing = replaceFile(place.path, () => {
            calls += 1;
            if (calls > 1) throw new Error("no");
            return "new";
        });
        await expect(failing).rejects.toThrow("no");
        expect(read()).toBe("old");
        expect(existsSync(`${place.path}.new`)).toBe(false);
    });

    it.each(["writeFileSync", "renameSync"])(
        "leaves the old file when the process is killed in %s, and goes on after it",
        async (moment) => {
            writeFileSync(place.path, "old");
            const { signal } = spawnSync(process.execPath, [
                "--eval",
                `const fs = require("node:fs");
                const { writeFileSync } = fs;
                fs.${moment} = (path, text) => {
                    // Half of it is on the disk.
                    if (${JSON.stringify(moment)} === "writeFileSync") writeFileSync(path, text.slice(0, 5));
                    process.kill(process.pid, "SIGKILL");
                };
                require(${JSON.stringify(COMPILED)}).replaceFile(${JSON.stringify(place.path)}, () => "0123456789");`,
            ]);
            expect(signal).toBe("SIGKILL");
            expect(read()).toBe("old");

            const abandoned = `${place.path}.new`;
            const longAgo = new Date(Date.now() - 60_000);
            utimesSync(abandoned, longAgo, longAgo);
            await replaceFile(place.path, (before) => `${before} and new`);
            expect(read()).toBe("old and new");
            expect(existsSync(abandoned)).toBe(false);
        },
    );
});
