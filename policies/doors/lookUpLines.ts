import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type * as Yaml from "yaml";
import { readTextFile } from "bytenite-core/documents";
import { compareTexts, versionTag } from "bytenite-core/model";
import type { Place } from "../contract/place";
import { projectAbove } from "../rulesFile/projectFolder";
import type { StackIdentity } from "../rulesFile/stackPattern";
import { jsonLines } from "./jsonLines";

const LOCK_FILE = { name: "bytenite.lock.json", largest: 10 * 1024 * 1024 };
const STACK_FILE = { pattern: /^Pulumi\.(.+)\.ya?ml$/, largest: 1024 * 1024 };

/** Where a tag stands in the files of a Pulumi project. */
type LinesOf = (tag: string) => readonly Place[];

/**
 * Which lines of a Pulumi project look an app up: its entry in the lock file, then each entry of a stack's
 * configuration that is the tag, or key=tag. The files are read when they are first asked for, and those that
 * can't be read tell nothing.
 *
 * @param folder in the project
 * @param stack whose configuration it is. Absent: that of each stack
 */
export function lookUpLines(
    folder: string,
    environment: NodeJS.ProcessEnv,
    stack: StackIdentity | undefined,
): LinesOf {
    let known: readonly LinesOf[] | undefined;
    const open = (): LinesOf[] => {
        const project = projectAbove(folder)?.folder ?? folder;
        const lock = resolve(project, environment.BYTENITE_LOCK_FILE || LOCK_FILE.name);
        return [lockFileLines(lock), ...stackFiles(project, stack).map(stackFileLines)];
    };
    return (tag) => (known ??= open()).flatMap((linesOf) => linesOf(tag));
}

function lockFileLines(path: string): LinesOf {
    return ifReadable(() => {
        const text = readTextFile(path, LOCK_FILE);
        const { apps } = JSON.parse(text.replace(/^\ufeff/, "")) as {
            apps: Record<string, Locked>;
        };
        const placeOf = jsonLines(path, () => text);
        // A tag that moves is locked for one version, which a catalogue calls by its own tag.
        const byExactTag = new Map<string, string[]>();
        for (const [tag, locked] of Object.entries(apps)) {
            const exact = versionTag(locked);
            if (tag !== exact) byExactTag.set(exact, [...(byExactTag.get(exact) ?? []), tag]);
        }
        return (tag) =>
            [...(Object.hasOwn(apps, tag) ? [tag] : []), ...(byExactTag.get(tag) ?? [])]
                .map((key) => placeOf(["apps", key]))
                .filter((place) => place !== undefined);
    });
}

interface Locked {
    name: string;
    version: string;
}

/** The files of stacks, the asked-for one alone where there is one. */
function stackFiles(project: string, stack: StackIdentity | undefined): string[] {
    return namesIn(project)
        .filter((file) => {
            const name = STACK_FILE.pattern.exec(file)?.[1];
            return name !== undefined && (stack === undefined || name === stack.stack);
        })
        .sort(compareTexts)
        .map((file) => join(project, file));
}

function namesIn(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}

function stackFileLines(path: string): LinesOf {
    return ifReadable(() => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
        const { LineCounter, parseDocument, visit } = require("yaml") as typeof Yaml;
        const lines = new LineCounter();
        const document = parseDocument(readTextFile(path, STACK_FILE), { lineCounter: lines });
        const places = new Map<string, Place[]>();
        visit(document, {
            Scalar: (key, { value, range }) => {
                if (key === "key" || typeof value !== "string") return;
                const tag = value.replace(/^[^=]*=/, "");
                const { line, col: column } = lines.linePos(range?.[0] ?? 0);
                places.set(tag, [...(places.get(tag) ?? []), { file: path, line, column }]);
            },
        });
        return (tag) => places.get(tag) ?? [];
    });
}

function ifReadable(open: () => LinesOf): LinesOf {
    try {
        return open();
    } catch {
        return () => [];
    }
}
