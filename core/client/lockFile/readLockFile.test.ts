import { mkdirSync, writeFileSync } from "node:fs";
import { formatLockFile } from "./format";
import { facts, useFolder } from "./lockFile.testSupport";
import { lockFileSchema } from "./lockFileSchema";
import { toLockedApp } from "./lockedApp";
import { parseLockFile, readLockFile } from "./readLockFile";

const locked = toLockedApp(facts(), "2026-01-15T12:00:00.000Z");
const text = formatLockFile(new Map([["render", locked]]));
const START_AGAIN = "Restore it from version control, or delete it and look";
const parse = (content: string) => parseLockFile(content, "bytenite.lock.json");

describe("a lock file", () => {
    const place = useFolder();

    it("is read whatever its white space, line ends and byte order mark", () => {
        for (const same of [
            text.replaceAll("\n", "\r\n"),
            text.replaceAll(/\n */g, ""),
            `\ufeff${text}`,
        ]) {
            expect(parse(same).get("render")).toEqual(locked);
        }
    });

    it("may be missing", () => {
        expect(readLockFile(place)).toBeUndefined();
        writeFileSync(place.path, text);
        expect(readLockFile(place)?.size).toBe(1);
    });

    it.each([
        [
            "conflict markers",
            text.replace('      "id"', '<<<<<<< HEAD\n      "id": "",\n=======\n      "id"'),
            "bytenite.lock.json has merge conflicts: resolve them, or delete it and look the apps up with lock=update, which locks every tag that the program looks up.",
        ],
        [
            "conflict markers of Windows",
            text.replace('      "id"', '=======\r\n      "id"'),
            "has merge conflicts",
        ],
        ["nothing", "", `bytenite.lock.json is not JSON. ${START_AGAIN}`],
        [
            "half of it",
            text.slice(0, text.length / 2),
            `bytenite.lock.json is incomplete: its end is missing. ${START_AGAIN}`,
        ],
        ["YAML", "schemaVersion: 1\napps: {}\n", `is not JSON. ${START_AGAIN}`],
        [
            "a comma too many",
            text.replace("false,", "false,,"),
            "bytenite.lock.json is not JSON (line 21). Restore",
        ],
        [
            "a newer version",
            '{"schemaVersion":2,"apps":[]}',
            "was written by a newer version of this program (its schemaVersion is 2, and this one knows 1): update it",
        ],
        ["a version that never was", '{"schemaVersion":0,"apps":{}}', "must be the number 1"],
        ["null", "null", "must be a mapping with schemaVersion and apps"],
        ["a list", "[]", "must be a mapping with schemaVersion and apps"],
        [
            "two different entries for a tag",
            text.replace(
                '"apps": {',
                `"apps": {"render": ${JSON.stringify({ ...locked, revision: "4" })},`,
            ),
            'bytenite.lock.json:4: the key "render" is there already',
        ],
        [
            "a text in place of a list",
            text.replace(/\[\s+"tesla t4"\s+\]/, '"tesla t4"'),
            'bytenite.lock.json:14: apps.render.deviceRequirements.gpu must be a list of texts, found the text "tesla t4"',
        ],
        ["a missing fact", text.replace(/ +"hash".*\n/, ""), "apps.render has no hash"],
        ["another key", text.replace('"hash"', '"token": "", "hash"'), 'the unknown key "token"'],
        ["what is no tag", text.replace('"render": {', '"a b": {'), "must be a tag"],
        ["a bad time", text.replace(locked.lockedAt, "then"), "must be an instant like"],
    ])("says what is wrong with %s", (_what, content, message) => {
        expect(content).not.toBe(text);
        const failure = (() => {
            try {
                return parse(content);
            } catch (error) {
                return error;
            }
        })();
        expect(failure).toMatchObject({
            name: "LockInvalidError",
            code: "LOCK_INVALID",
            message: expect.stringContaining(message) as string,
        });
        expect((failure as Error).message).not.toContain("\n");
    });

    it("says so where it is a folder", () => {
        mkdirSync(place.path);
        expect(() => readLockFile(place)).toThrow("a folder, not a file");
    });

    it("pollutes nothing with tags that are names of JavaScript's", () => {
        const apps = parse(text.replace('"render": {', '"__proto__": {'));
        expect([...apps.keys()]).toEqual(["__proto__"]);
        expect(apps.get("constructor")).toBeUndefined();
        expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("hash");
    });

    it("has a published schema that names exactly the facts of an entry", () => {
        const { definitions } = lockFileSchema() as {
            definitions: { app: { properties: object; required: string[] } };
        };
        expect(Object.keys(definitions.app.properties)).toEqual(Object.keys(locked));
        expect(definitions.app.required).toEqual(Object.keys(locked));
    });
});
