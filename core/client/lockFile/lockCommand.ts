import { compareTexts, parseTag, showFile, type AppFacts } from "../../model";
import { ByteNiteClient } from "../client";
import { ByteNiteError, InvalidArgumentError, InvalidTagError } from "../errors";
import { readSettings, type Surroundings } from "../settings/readSettings";
import type { Source } from "../settings/sources";
import { describeChanges, showContent } from "./content";
import { DEFAULT_LOCK_FILE } from "./errors";
import type { LockedApps } from "./lockedApp";
import { findLockFile, lockFileAt } from "./lockSettings";
import { readLockFile } from "./readLockFile";
import { recordApps } from "./recordApps";

/** Options of the command. */
export interface LockOptions {
    file?: string;
    check?: boolean;
}

/** What the command has to tell. */
export interface LockReport {
    /** A line for each tag that was looked up, and one about all of them. */
    lines: string[];
    /** Why tags could not be looked up: each reason once. */
    failures: ByteNiteError[];
    /** Whether the lock file now holds what ByteNite has, or held it where nothing is to be changed. */
    isAsExpected: boolean;
}

/** What the command is run with. */
export interface LockSurroundings extends Surroundings {
    sources: readonly Source[];
    /** As for `lockFileAt`. */
    projectFiles?: readonly string[];
}

/**
 * Renews tags in the lock file, all that are in it by default.
 * @throws ByteNiteError where nothing can be asked, or the file can't be read or written
 */
export async function lock(
    given: readonly string[],
    options: LockOptions,
    { sources, projectFiles, ...surroundings }: LockSurroundings,
): Promise<LockReport> {
    const file =
        options.file === undefined
            ? findLockFile(sources, projectFiles)
            : lockFileAt(options.file, projectFiles);
    const locked = readLockFile(file) ?? new Map<string, never>();
    const tags = chooseTags(given, locked, file.shownAs);
    const { transport, credentials } = readSettings(sources, surroundings);
    const { found, failures } = await lookUpAll(tags, new ByteNiteClient(transport, credentials));
    if (found.size === 0) return { lines: [], failures, isAsExpected: false };

    const rows = [...found].map(
        ([tag, facts]) => [tag, ...compare(locked.get(tag), facts)] as const,
    );
    const differing = rows.filter(([, verdict]) => verdict !== "unchanged").length;
    if (!options.check) await recordApps(file, found);
    return {
        lines: [...toTable(rows), summarize(rows.length, differing, file.shownAs, options)],
        failures,
        isAsExpected: failures.length === 0 && !(options.check && differing > 0),
    };
}

function chooseTags(given: readonly string[], locked: LockedApps, file: string): string[] {
    for (const tag of given) {
        const parsed = parseTag(tag);
        if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
    }
    const tags = given.length > 0 ? given : [...locked.keys()];
    if (tags.length > 0) return [...new Set(tags)].sort(compareTexts);
    throw new InvalidArgumentError(
        ({ howToLock }) =>
            `There is no tag in ${showFile(file)} to renew. Name the tags to lock, for example: ${howToLock("img-gen@4.0", DEFAULT_LOCK_FILE)}`,
    );
}

async function lookUpAll(
    tags: readonly string[],
    client: ByteNiteClient,
): Promise<{ found: Map<string, AppFacts>; failures: ByteNiteError[] }> {
    const found = new Map<string, AppFacts>();
    // Where nobody answers, each tag has the same to tell.
    const failures = new Map<string, ByteNiteError>();
    const answers = await Promise.allSettled(tags.map((tag) => client.getApp(tag)));
    answers.forEach((answer, index) => {
        if (answer.status === "fulfilled") found.set(tags[index] ?? "", answer.value);
        else if (!(answer.reason instanceof ByteNiteError)) throw answer.reason;
        else failures.set(answer.reason.message, answer.reason);
    });
    return { found, failures: [...failures.values()] };
}

function compare(locked: AppFacts | undefined, facts: AppFacts): [verdict: string, what: string] {
    if (!locked)
        return ["new", `version ${showContent(facts.version)}, hash ${showContent(facts.hash)}`];
    const changes = describeChanges(locked, facts);
    return changes.length > 0 ? ["changed", changes.join(", ")] : ["unchanged", ""];
}

function toTable(
    rows: readonly (readonly [tag: string, verdict: string, what: string])[],
): string[] {
    const width = Math.max(...rows.map(([tag]) => tag.length));
    return rows.map(([tag, verdict, what]) =>
        `${tag.padEnd(width)}  ${verdict.padEnd("unchanged".length)}  ${what}`.trimEnd(),
    );
}

function summarize(all: number, differing: number, path: string, { check }: LockOptions): string {
    const file = showFile(path);
    const tags = `${all} ${all === 1 ? "tag" : "tags"}`;
    if (differing === 0) return `${tags}: ${file} is up to date.`;
    return check
        ? `${tags}, ${differing} not as in ${file}. To accept that, run the command without --check.`
        : `${tags}, ${differing} new or changed in ${file}.`;
}
