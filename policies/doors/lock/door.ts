import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type * as Core from "bytenite-core/client";
import { DocumentError } from "bytenite-core/documents";
import { showFile, withCode } from "bytenite-core/model";
import { showApp } from "../apps";
import { ClientError } from "../clientError";
import type { Door } from "../door";
import { jsonLines } from "../jsonLines";

/** The apps as they were when they were locked. */
export const door: Door = {
    option: "lock <file>",
    description: "the apps of a lock file, as they were when they were locked",
    open: async ([file = ""], { folder }) => {
        const path = resolve(folder, file);
        const locked = await Promise.resolve(path).then((each) => read(each, file));
        const linesOf = jsonLines(path, () => readFileSync(path, "utf8"));
        return {
            subject: `The lock file ${file}`,
            apps: [...locked].map(([tag, { lockedAt: _lockedAt, ...facts }]) =>
                showApp(tag, facts, "the lock file"),
            ),
            ifEmpty: "the lock file has no app. Check whether it is the right one",
            placeOf: (tag, field) => linesOf(["apps", tag, ...field.split(".")]),
        };
    },
};

function read(path: string, file: string) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { ByteNiteError, readLockFile } = require("bytenite-core/client") as typeof Core;
    try {
        const apps = readLockFile({ path, shownAs: file });
        if (apps) return apps;
    } catch (error) {
        if (!(error instanceof ByteNiteError)) throw error;
        throw new ClientError(error.code, [withCode(error.message, error.code)]);
    }
    throw new DocumentError([`${showFile(file)}: there is no such file`]);
}
