import { execFileSync, spawnSync } from "node:child_process";
import fs, {
    existsSync,
    readFileSync,
    readdirSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { useFolder } from "./folder.testSupport";
import { replaceFile } from "./replaceFile";

const COMPILED = join(__dirname, "../dist/documents/replaceFile.js");

describe("replaceFile", () => {
    const place = useFolder();
    const read = () => readFileSync(place.path, "utf8");

    it("writes a new file, replaces it, and leaves nothing else behind", async () => {
        await replaceFile(place.path, (before) => `${before} one`);
        await replaceFile(place.path, (before) => `${before} two`);
        expect(read()).toBe("undefined one two");
        expect(readdirSync(place.folder)).toEqual(["file.json"]);
    });

    it("does not touch a file that needs no change", async () => {
        writeFileSync(place.path, "text");
        const { ino, mtimeMs } = statSync(place.path);
        await replaceFile(place.path, () => undefined);
        expect(statSync(place.path)).toMatchObject({ ino, mtimeMs });
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
                    // Half of it is on the disk. The first text that is written is the claim.
                    if (${JSON.stringify(moment)} === "writeFileSync") {
                        if (path.endsWith(".new")) return writeFileSync(path, text, { flag: "wx" });
                        writeFileSync(path, text.slice(0, 5));
                    }
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
            expect(readdirSync(place.folder)).toEqual(["file.json"]);
        },
    );

    (process.platform === "win32" ? it.skip : it)(
        "does not wait for somebody to write into a pipe that lies in the place of a claim",
        async () => {
            const pipe = `${place.path}.new`;
            execFileSync("mkfifo", [pipe]);
            const longAgo = new Date(Date.now() - 60_000);
            utimesSync(pipe, longAgo, longAgo);
            await replaceFile(place.path, () => "new");
            expect(read()).toBe("new");
            expect(readdirSync(place.folder)).toEqual(["file.json"]);
        },
    );

    it("does not take away a claim that somebody made in place of an abandoned one", async () => {
        // Both waiters have seen the abandoned claim. The other one is faster, and has its own there now.
        const abandoned = `${place.path}.new`;
        writeFileSync(abandoned, "abandoned");
        const longAgo = new Date(Date.now() - 60_000);
        utimesSync(abandoned, longAgo, longAgo);
        let isFresh = false;
        const { renameSync } = fs;
        const rename = jest.spyOn(fs, "renameSync").mockImplementationOnce((from, to) => {
            fs.rmSync(abandoned);
            writeFileSync(abandoned, "fresh");
            renameSync(from, to);
            // Only for a moment, until it is given back.
            setTimeout(() => {
                isFresh = readFileSync(abandoned, "utf8") === "fresh";
                fs.rmSync(abandoned);
            }, 100);
        });
        await replaceFile(place.path, () => "text");
        rename.mockRestore();
        expect(isFresh).toBe(true);
        expect(read()).toBe("text");
        expect(readdirSync(place.folder)).toEqual(["file.json"]);
    });

    it("does not wait for a minute where the time of an abandoned claim is in the future", async () => {
        const abandoned = `${place.path}.new`;
        writeFileSync(abandoned, "x");
        const future = new Date(Date.now() + 3_600_000);
        utimesSync(abandoned, future, future);
        const clock = jest.spyOn(performance, "now");
        const start = performance.now();
        // A minute passes with every look at the clock but the first two.
        let looks = 0;
        clock.mockImplementation(() => start + Math.max(0, (looks += 1) - 2) * 11_000);
        await replaceFile(place.path, () => "text");
        clock.mockRestore();
        expect(read()).toBe("text");
    });

    it("begins again where it was asleep for so long that another one has its claim", async () => {
        let calls = 0;
        await replaceFile(place.path, (before = "") => {
            calls += 1;
            if (calls === 2) {
                writeFileSync(`${place.path}.new`, "another");
                setTimeout(() => fs.rmSync(`${place.path}.new`), 100);
                writeFileSync(place.path, "theirs ");
            }
            return `${before}mine`;
        });
        expect(read()).toBe("theirs mine");
        expect(readdirSync(place.folder)).toEqual(["file.json"]);
    });

    it("refuses a current text that it can't read", async () => {
        const change = () => "text";
        writeFileSync(place.path, Buffer.from([0xff]));
        await expect(replaceFile(place.path, change)).rejects.toThrow(
            "byte 1 of the file is not UTF-8",
        );
        writeFileSync(place.path, "x".repeat(11));
        await expect(replaceFile(place.path, change, { largest: 10 })).rejects.toThrow(
            "larger than",
        );
    });
});
