import { showFile } from "../../model";
import type * as Documents from "../../documents";
import { ByteNiteError } from "../errors";
import type { Guide } from "../guide";
import { documents } from "./documents";
import { LockInvalidError } from "./errors";
import { formatLockFile, LOCK_SCHEMA_VERSION } from "./format";
import type { LockedApp, LockedApps } from "./lockedApp";
import { lockFileSchema } from "./lockFileSchema";
import type { LockFile } from "./lockSettings";

interface LockDocument {
    schemaVersion: number;
    apps: Record<string, LockedApp>;
}

/** How a lock file is read. */
export const OPTIONS = { noun: "the lock file", largest: 10 * 1024 * 1024 };

const MISSING: readonly string[] = ["ENOENT", "ENOTDIR"];

let schema: Documents.DocumentSchema<LockDocument> | undefined;

/**
 * The apps in a lock file. `undefined`: there is no file.
 * @throws LockInvalidError
 */
export function readLockFile({ path, shownAs }: LockFile): LockedApps | undefined {
    const { readTextFile, TextFileError } = documents();
    try {
        return parseLockFile(readTextFile(path, { ...OPTIONS, shownAs }), shownAs);
    } catch (error) {
        // In a folder that nobody may look into, a file may well be.
        const isMissing = error instanceof TextFileError && MISSING.includes(error.reason ?? "");
        if (isMissing) return undefined;
        throw toLockError(error);
    }
}

/**
 * The apps in the text of a lock file.
 * @param shownAs how messages name the file
 * @throws LockInvalidError, or ByteNiteError with CODE_GENERATION_REFUSED where Node refuses to run what checks it
 */
export function parseLockFile(text: string, shownAs: string): LockedApps {
    const { DocumentSchema, inMemory, readValid } = documents();
    const known = (schema ??= explained(
        () => new DocumentSchema<LockDocument>(lockFileSchema(), { noun: OPTIONS.noun }),
    ));
    const value = parseJson(text, shownAs);
    refuseNewer(value, shownAs);
    const toApps = ({ apps }: LockDocument): LockedApps => new Map(Object.entries(apps));
    try {
        const apps = toApps(known.validate(value, inMemory(shownAs)));
        if (formatLockFile(apps) === text) return apps;
    } catch {
        // What is wrong with it is told below, with its line.
    }
    // Of two entries for a tag, as a merge may leave them, JSON.parse keeps the last.
    return explained(() => toApps(readValid(known, text, shownAs, OPTIONS)));
}

function parseJson(text: string, file: string): unknown {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ""));
    } catch (error) {
        if (documents().findConflict(text) !== undefined) {
            throw new LockInvalidError(
                (guide) =>
                    `${showFile(file)} has merge conflicts: resolve them, or ${startAgain(guide)}.`,
            );
        }
        // The parser's own message repeats a part of the file.
        const line = /\(line (\d+) /.exec((error as Error).message)?.[1];
        const problem =
            text.trim().startsWith("{") && !text.trim().endsWith("}")
                ? "is incomplete: its end is missing"
                : `is not JSON${line ? ` (line ${line})` : ""}`;
        throw new LockInvalidError(
            (guide) =>
                `${showFile(file)} ${problem}. Restore it from version control, or ${startAgain(guide)}.`,
        );
    }
}

function refuseNewer(value: unknown, file: string): void {
    const { schemaVersion } = (value ?? {}) as Partial<LockDocument>;
    if (typeof schemaVersion === "number" && schemaVersion > LOCK_SCHEMA_VERSION) {
        throw new LockInvalidError(
            ({ product, howToUpdate }) =>
                `${showFile(file)} was written by a newer ${product} (its schemaVersion is ${schemaVersion}, and this one knows ${LOCK_SCHEMA_VERSION}): ${howToUpdate}`,
        );
    }
}

function explained<Result>(read: () => Result): Result {
    try {
        return read();
    } catch (error) {
        throw toLockError(error);
    }
}

/** One line for all that is wrong with the file, as a LockInvalidError. Of a file that nothing is wrong with, another error. */
export function toLockError(error: unknown): unknown {
    if (error instanceof documents().CodeGenerationError) {
        return new ByteNiteError(error.code, `${error.message}.`);
    }
    if (!(error instanceof documents().DocumentError)) return error;
    const [first, ...others] = error.problems;
    const rest = others.length > 0 ? ` (and ${others.length} more)` : "";
    return new LockInvalidError(
        (guide) =>
            `The lock file is wrong: ${first}${rest}. Restore it from version control, or ${startAgain(guide)}.`,
    );
}

function startAgain({ howToLockAll }: Guide): string {
    return `delete it and ${howToLockAll}, which locks every tag that the program looks up`;
}
