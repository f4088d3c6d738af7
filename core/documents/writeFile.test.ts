import { spawnSync } from "node:child_process";
import {
    chmodSync,
    existsSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { FileWriteError } from "./fileWriteError";
import { useFolder } from "./folder.testSupport";
import { replaceFile } from "./replaceFile";
import { writeTextFile } from "./writeFile";

const COMPILED = join(__dirname, "../dist/documents/writeFile.js");
// An administrator may write anywhere.
const asUser = process.getuid?.() === 0 ? it.skip : it;

describe.each([
    ["writeTextFile", (path: string) => Promise.resolve().then(() => writeTextFile(path, "new"))],
    ["replaceFile", (path: string) => replaceFile(path, () => "new")],
])("%s", (_name, write) => {
    const place = useFolder();
    const inFolder = (...names: string[]) => join(place.folder, ...names);

    it("writes a new file, and leaves nothing else behind", async () => {
        await write(place.path);
        expect(readFileSync(place.path, "utf8")).toBe("new");
        expect(readdirSync(place.folder)).toEqual(["file.json"]);
    });

    it("keeps the permissions, and a link a link", async () => {
        mkdirSync(inFolder("other"));
        writeFileSync(inFolder("other", "target.json"), "old");
        chmodSync(inFolder("other", "target.json"), 0o640);
        symlinkSync(join("other", "target.json"), place.path);
        await write(place.path);
        expect(readFileSync(inFolder("other", "target.json"), "utf8")).toBe("new");
        expect(statSync(inFolder("other", "target.json")).mode & 0o777).toBe(0o640);
        expect(readdirSync(place.folder).sort()).toEqual(["file.json", "other"]);
    });

    it("makes the file that a link leads to, if there is none", async () => {
        mkdirSync(inFolder("other"));
        symlinkSync(inFolder("other"), inFolder("linked folder"));
        symlinkSync("second", place.path);
        symlinkSync(join("linked folder", "target.json"), inFolder("second"));
        await write(place.path);
        expect(readFileSync(inFolder("other", "target.json"), "utf8")).toBe("new");
        expect(readFileSync(place.path, "utf8")).toBe("new");
    });

    const refuse = async (path: string, code: string, sentence: string) => {
        const error: unknown = await write(path).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(FileWriteError);
        expect(error).toMatchObject({
            code: "FILE_NOT_WRITTEN",
            systemCode: code,
            message: `${path}: can't be written: ${sentence}`,
        });
    };

    it("says that there is no folder, and that a part of the path is a file", async () => {
        await refuse(inFolder("none", "x"), "ENOENT", "its folder does not exist");
        writeFileSync(place.path, "");
        await refuse(
            join(place.path, "x"),
            "ENOTDIR",
            "a part of its path is a file, not a folder",
        );
    });

    it("says that the links lead in a circle", async () => {
        symlinkSync("b", inFolder("a"));
        symlinkSync("a", inFolder("b"));
        await refuse(inFolder("a"), "ELOOP", "its links lead in a circle");
    });

    it("says that the name is too long", async () => {
        await refuse(inFolder("x".repeat(250)), "ENAMETOOLONG", "its name is too long");
    });

    asUser("says that the folder can't be written to", async () => {
        chmodSync(place.folder, 0o500);
        await refuse(place.path, "EACCES", "no permission to write there");
    });
});

describe("writeTextFile", () => {
    const place = useFolder();

    it("says that it is a folder", () => {
        mkdirSync(place.path);
        expect(() => writeTextFile(place.path, "new", { shownAs: "x.json" })).toThrow(
            "x.json: can't be written: it is a folder",
        );
    });

    it("gives the permissions that were asked for, from the first moment on", () => {
        writeTextFile(place.path, "new", { mode: 0o600 });
        expect(statSync(place.path).mode & 0o777).toBe(0o600);
        chmodSync(place.path, 0o644);
        writeTextFile(place.path, "newer", { mode: 0o600 });
        expect(statSync(place.path).mode & 0o777).toBe(0o600);
    });

    it("leaves the old file where the disk does not take all of the new one", () => {
        writeFileSync(place.path, "old");
        const program = `
            try {
                require(${JSON.stringify(COMPILED)}).writeTextFile("file.json", "x".repeat(1_000_000));
            } catch (error) {
                console.log(error.message);
            }`;
        // The shell's limit fails like a full disk: in the middle of the text.
        const { stdout } = spawnSync(
            "sh",
            ["-c", 'ulimit -f 100; exec "$0" --eval "$1"', process.execPath, program],
            { cwd: place.folder, encoding: "utf8" },
        );
        expect(stdout).toBe(
            "file.json: can't be written: it would be larger than the system allows\n",
        );
        expect(readFileSync(place.path, "utf8")).toBe("old");
        expect(readdirSync(place.folder)).toEqual(["file.json"]);
    });

    it.each(["/dev/stdout", "/dev/null"])("writes to %s as it is", (device) => {
        if (!existsSync(device)) return;
        const program = `require(${JSON.stringify(COMPILED)}).writeTextFile(${JSON.stringify(device)}, "new")`;
        const { stdout, stderr } = spawnSync(
            "sh",
            ["-c", '"$0" --eval "$1" | cat', process.execPath, program],
            { encoding: "utf8" },
        );
        expect({ stdout, stderr }).toEqual({
            stdout: device === "/dev/stdout" ? "new" : "",
            stderr: "",
        });
        expect(lstatSync(device).isFile()).toBe(false);
    });
});
