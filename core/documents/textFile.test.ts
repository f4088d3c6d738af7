import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTextFile, TextFileError } from "./textFile";

const folder = mkdtempSync(join(tmpdir(), "bytenite-text-file-"));
const path = (name: string) => join(folder, name);
const write = (name: string, content: string | Buffer) => {
    writeFileSync(path(name), content);
    return path(name);
};
const onUnix = process.platform === "win32" ? describe.skip : describe;
const onLinux = process.platform === "linux" ? it : it.skip;
afterAll(() => rmSync(folder, { recursive: true }));

function failureOf(file: string, largest = 1000): Pick<TextFileError, "problem" | "reason"> {
    try {
        readTextFile(file, { largest, shownAs: "the file" });
    } catch (error) {
        expect(error).toBeInstanceOf(TextFileError);
        const { message, problem, reason } = error as TextFileError;
        expect(message).toMatch(/^the file(:\d+)?: /);
        expect(message).toContain(problem);
        return { problem, ...(reason !== undefined && { reason }) };
    }
    throw new Error("the file was read");
}

it("gives the text, through a link too, with its byte order mark", () => {
    const file = write("text", "\ufeffé\r\n日😀");
    symlinkSync(file, path("link"));
    expect(readTextFile(file)).toBe("\ufeffé\r\n日😀");
    expect(readTextFile(path("link"))).toBe("\ufeffé\r\n日😀");
    expect(readTextFile(write("empty", ""))).toBe("");
});

it("reads as much as is allowed, and not a byte more", () => {
    expect(readTextFile(write("exact", "x".repeat(1000)), { largest: 1000 })).toHaveLength(1000);
    const problem = "larger than 1000 bytes";
    expect(failureOf(write("more", "x".repeat(1001)))).toEqual({ problem });
    // A terabyte of nothing, which takes no space.
    truncateSync(write("huge", ""), 2 ** 40);
    expect(failureOf(path("huge"))).toEqual({ problem });
});

it.each<[string, Buffer, string]>([
    [
        "Latin-1",
        Buffer.from("é", "latin1"),
        "byte 1 of the file is not UTF-8; save it in that encoding",
    ],
    [
        "half a character",
        Buffer.from("é").subarray(0, 1),
        "byte 1 of the file is not UTF-8; save it in that encoding",
    ],
    [
        "a surrogate",
        Buffer.from([0xed, 0xa0, 0x80]),
        "byte 1 of the file is not UTF-8; save it in that encoding",
    ],
    [
        "UTF-16",
        Buffer.from("\ufeffa", "utf16le"),
        "not in UTF-8 but in UTF-16, as PowerShell writes it: save it as UTF-8",
    ],
])("refuses %s", (_what, content, problem) => {
    expect(failureOf(write("other", content))).toEqual({ problem });
});

it("refuses what is not there, and a folder", () => {
    const problem = "there is no such file";
    expect(failureOf(path("missing"))).toEqual({ problem, reason: "ENOENT" });
    mkdirSync(path("folder"));
    expect(failureOf(path("folder")).problem).toBe("a folder, not a file");
});

onUnix("what is no file", () => {
    const problem = "a pipe or a device, not a file";

    it("a pipe that nobody writes to is not waited for", () => {
        execFileSync("mkfifo", [path("pipe")]);
        expect(failureOf(path("pipe"))).toEqual({ problem });
    });

    it("a link to a device that never ends is not read", () => {
        symlinkSync("/dev/zero", path("zero"));
        expect(failureOf(path("zero"))).toEqual({ problem });
    });

    it("a socket is refused", async () => {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(path("socket"), resolve));
        expect(failureOf(path("socket"))).toEqual({ problem, reason: "ENXIO" });
        await new Promise((resolve) => server.close(resolve));
    });

    it("a link to itself is refused", () => {
        symlinkSync(path("loop"), path("loop"));
        expect(failureOf(path("loop"))).toEqual({
            problem: "a link that leads back to itself",
            reason: "ELOOP",
        });
    });

    onLinux("a file that says it has no bytes is read to the limit all the same", () => {
        expect(failureOf("/proc/self/smaps", 100)).toEqual({ problem: "larger than 100 bytes" });
        expect(readTextFile("/proc/self/comm")).not.toBe("");
    });
});
