import * as fc from "fast-check";
import { anyCharacter } from "../../../dev/support/anyCharacter";
import type { AppFacts } from "../../model";
import { runs } from "../../../dev/support/propertyRuns";
import { InvalidSettingError } from "../errors";
import { describeChanges, showContent } from "./content";
import {
    ListNotLockedError,
    LockMismatchError,
    LockMissingError,
    RegistryCredentialsNotLockedError,
} from "./errors";
import { programSource } from "../settings/settings.testSupport";
import { formatLockFile } from "./format";
import { facts } from "./lockFile.testSupport";
import { resolveLock } from "./lockSettings";
import { parseLockFile } from "./readLockFile";

/** What a terminal or a log obeys, what nobody sees, and what reads in another direction. */
const UNSAFE =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u{e0000}-\u{e007f}]|##|^\s*::/u;

/** A file system allows no more in a path. */
const LONGEST_PATH = 4096;
const hostile = fc
    .array(
        fc.oneof(
            fc.string({ unit: anyCharacter }),
            fc.constantFrom(
                ..."\u001b[2J|\u009b2J|\u0007|\r|\n::error::x|::error::x|##vso[task.complete]|\u202e|\u2066|\u200b|\u00ad|\u061c|\ufeff|\u{e0041}|\ud800|\u0085|\u007f|\u2028|\u2060|-x|$(id)|'|\"|\\".split(
                    "|",
                ),
            ),
            fc.constant("x".repeat(500)),
        ),
        { maxLength: 6 },
    )
    .map((parts) => parts.join("").slice(0, LONGEST_PATH));

function expectHarmless(message: string, longest = 15_000): void {
    expect(UNSAFE.exec(message)?.[0]).toBeUndefined();
    expect(message.length).toBeLessThan(longest);
}

function failureOf(work: () => unknown): Error | undefined {
    try {
        work();
    } catch (error) {
        return error as Error;
    }
    return undefined;
}

const hostileFacts = (text: string): AppFacts =>
    facts({
        ...{ version: text, hash: text, revision: text, id: text, owner: text },
        ...{ platform: text, entrypoint: text },
        deviceRequirements: { minCpu: 1, gpu: [text] },
        platformConfig: { container: text, privateImage: true, secrets: [text, text] },
    });

describe("a message about the lock file is one harmless line of bounded length", () => {
    it("whatever the tag, the file's name and the facts are", () => {
        fc.assert(
            fc.property(hostile, hostile, hostile, hostile, (tag, file, before, after) => {
                const changes = describeChanges(hostileFacts(before), hostileFacts(after));
                for (const change of changes) expectHarmless(change, 1500);
                expectHarmless(showContent(before), 600);
                // The command has the whole of both, which differ in length from what is shown of them.
                const commands = 8 * (tag.length + file.length);
                for (const error of [
                    new LockMismatchError(tag, changes, file),
                    new LockMissingError(tag, file),
                    new RegistryCredentialsNotLockedError(tag, file),
                    new ListNotLockedError(file),
                ]) {
                    expectHarmless(error.message, 25_000 + commands);
                }
            }),
            { numRuns: runs(1000) },
        );
    });

    it("whatever the file has, and whatever the settings name", () => {
        fc.assert(
            fc.property(hostile, hostile, (name, text) => {
                const app = { ...hostileFacts(text), lockedAt: text };
                const newer = JSON.stringify({ schemaVersion: 2, apps: {} });
                const stranger = JSON.stringify({ schemaVersion: 1, [text]: text, apps: {} });
                const files = [text, `{${text}`, formatLockFile(new Map([[text, app]])), newer];
                for (const each of [...files, stranger]) {
                    const failure = failureOf(() => parseLockFile(each, name));
                    expect(failure).toMatchObject({ name: "LockInvalidError" });
                    expectHarmless(failure?.message ?? "");
                }
                const mode = failureOf(() => resolveLock([programSource({ lock: `?${text}` })]));
                expect(mode).toBeInstanceOf(InvalidSettingError);
                expectHarmless(mode?.message ?? "");
            }),
            { numRuns: runs(150) },
        );
    });
});
