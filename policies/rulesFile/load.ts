import { statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import {
    DocumentError,
    DocumentSchema,
    parseYaml,
    readTextFile,
    readValid,
    type Origin,
} from "bytenite-core/documents";
import { showFile, showText } from "bytenite-core/model";
import type { BaselineEntry } from "../contract/exceptions";
import type { Rule } from "../contract/rule";
import { RULE_PACKAGES, withOwnRules } from "../ownRules/load";
import { rules } from "../rules";
import { checkerFor } from "./checker";
import { findDoubledLevels, findStacksThatCoverNone, findWaiversWithoutApp } from "./consistency";
import { findAmbiguousModels, findUnknownFamilies } from "./gpuChecks";
import { ONLY_ADVICE } from "./settingNothing";
import type { LoadedRulesFile } from "./resolve";
import type { RulesFileDefinition } from "./rulesFile";

/** More than anybody writes, and few enough for each entry to be compared with each GPU of each app. */
const RULES_FILE = { noun: "the rules file", longestList: 1000, longestText: 2000 };
const BASELINE = { noun: "the baseline", largest: 10 * 1024 * 1024 };
const LOCK_FILE = { noun: "the lock file", largest: 10 * 1024 * 1024 };

/** How a file comes to be that a rules file names. */
const WRITING = {
    baseline: "`bytenite-policies baseline --output FILE` writes one",
    lock: "the provider's setting lockFile makes one",
};

const schemas = {
    baseline: lazily(
        () => new DocumentSchema<{ findings: BaselineEntry[] }>(BASELINE_SCHEMA, BASELINE),
    ),
    lock: lazily(
        () =>
            new DocumentSchema<{ apps: Record<string, { hash: string }> }>(LOCK_SCHEMA, LOCK_FILE),
    ),
};

const BASELINE_SCHEMA = {
    title: "a mapping with schemaVersion and findings",
    type: "object",
    additionalProperties: false,
    required: ["schemaVersion", "findings"],
    properties: {
        schemaVersion: { title: "the number 1", const: 1 },
        findings: {
            title: "a list of findings",
            type: "array",
            items: {
                title: "a mapping with rule, app, field and found",
                type: "object",
                additionalProperties: false,
                required: ["rule", "app", "field", "found"],
                properties: {
                    rule: { title: "a text", type: "string" },
                    app: { title: "a text", type: "string" },
                    field: { title: "a text", type: "string" },
                    found: {},
                },
            },
        },
    },
};

/** Only what the rules need. What else a lock file has is for those who wrote it. */
const LOCK_SCHEMA = {
    title: "a mapping with the key apps",
    type: "object",
    required: ["apps"],
    properties: {
        apps: {
            title: "a mapping of tags",
            type: "object",
            additionalProperties: {
                title: "a mapping with the key hash",
                type: "object",
                required: ["hash"],
                properties: { hash: { title: "a text", type: "string" } },
            },
        },
    },
};

/**
 * Reads a rules file, and the files that it names.
 *
 * @param path of the file
 * @param shownFrom the folder from which paths in messages begin
 * @param instead a baseline in place of the one that the file names, which is not read then
 * @throws DocumentError with every problem: file, line, key, what was found and what is allowed
 */
export function loadRulesFile(
    path: string,
    shownFrom: string,
    instead: { baseline?: readonly BaselineEntry[] } = {},
): LoadedRulesFile {
    const shown = (file: string) => relative(shownFrom, file) || file;
    const text = readTextFile(path, { ...RULES_FILE, shownAs: shown(path) });
    const { value, origin } = parseYaml(text, shown(path), RULES_FILE);
    const known = rulesOf(value, path, origin, shownFrom);
    const beside = (name: string) => resolve(dirname(path), name);
    const errors: DocumentError[] = [];
    const definition = noting(errors, () => checkRulesFile(value, origin, known));
    const named = definition ?? filesNamedIn(value);
    const { baseline: baselineName, lock } = named;
    const requireFile = (key: "baseline" | "lock", name: string): string => {
        if (isThere(beside(name))) return beside(name);
        throw new DocumentError([
            `${origin.locate([], key)}: ${key} is ${showText(name)}, and there is no file ${showFile(shown(beside(name)))}; ${WRITING[key]}`,
        ]);
    };
    const baseline = noting(errors, () => {
        if (instead.baseline) return instead.baseline;
        if (baselineName === undefined) return [];
        return loadBaseline(requireFile("baseline", baselineName), shown);
    });
    const lockedHashes = noting(errors, () =>
        lock === undefined ? undefined : loadLockedHashes(requireFile("lock", lock), shown),
    );
    const [error, ...others] = errors;
    if (error && others.length === 0) throw error;
    if (!definition || !baseline || error) {
        throw new DocumentError(errors.flatMap(({ problems }) => problems));
    }
    return { rules: known, definition, origin, baseline, ...(lockedHashes && { lockedHashes }) };
}

/** The built-in rules, and those of the modules that a rules file names. @throws DocumentError */
function rulesOf(
    value: unknown,
    rulesFile: string,
    origin: Origin,
    shownFrom: string,
): readonly Rule[] {
    const names = namedModules(value);
    return names.length === 0
        ? rules
        : withOwnRules(rules, { names, rulesFile, origin, shownFrom });
}

/** The content of a rules file, without that of the files that it names. @throws DocumentError with every problem */
export function parseRulesFile(
    text: string,
    shownAs: string,
): Pick<LoadedRulesFile, "definition" | "origin"> {
    const { value, origin } = parseYaml(text, shownAs, RULES_FILE);
    return { definition: checkRulesFile(value, origin, rules), origin };
}

/**
 * What a rules file may have, whatever is in the files that it names.
 * @param known the built-in rules, and those of the modules that it names
 * @throws DocumentError with every problem
 */
export function checkRulesFile(
    value: unknown,
    origin: Origin,
    known: readonly Rule[],
): RulesFileDefinition {
    refuseEmpty(value, origin);
    const definition = checkerFor(value, known).validate(value, origin);
    const problems = [
        ...findDoubledLevels(definition, origin),
        ...findWaiversWithoutApp(known, definition, origin),
        ...findStacksThatCoverNone(definition, origin),
        ...findAmbiguousModels(definition, origin),
        ...findUnknownFamilies(known, definition, origin),
    ];
    if (problems.length > 0) throw new DocumentError(problems);
    return definition;
}

/** A file that could not be rendered is empty. Taken for one that sets nothing, it would let everything pass. */
function refuseEmpty(value: unknown, origin: Origin): void {
    if (value !== undefined && value !== null) return;
    throw new DocumentError([
        `${origin.locate([])}: the rules file is empty. Write the rules into it, or ${ONLY_ADVICE}, by which every rule advises with its defaults`,
    ]);
}

/** The result, or `undefined` where a document has mistakes, which are noted. */
function noting<Result>(errors: DocumentError[], work: () => Result): Result | undefined {
    try {
        return work();
    } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        errors.push(error);
        return undefined;
    }
}

/** The files that a rules file with mistakes names. They may have mistakes too. */
function filesNamedIn(value: unknown): Pick<RulesFileDefinition, "baseline" | "lock"> {
    const { baseline, lock } = Object(value) as Record<string, unknown>;
    return {
        ...(typeof baseline === "string" && baseline !== "" && { baseline }),
        ...(typeof lock === "string" && lock !== "" && { lock }),
    };
}

/** The modules whose rules the file may name. What is no list of texts is told when the file is validated. */
function namedModules(value: unknown): string[] {
    const names = (Object(value) as Record<string, unknown>)[RULE_PACKAGES];
    const isList = Array.isArray(names) && names.every((name) => typeof name === "string" && name);
    return isList ? [...new Set(names as string[])] : [];
}

function loadBaseline(path: string, shown: (file: string) => string): BaselineEntry[] {
    const [text, file] = [readTextFile(path, { ...BASELINE, shownAs: shown(path) }), shown(path)];
    return readValid(schemas.baseline(), text, file, BASELINE).findings;
}

function loadLockedHashes(path: string, shown: (file: string) => string): Record<string, string> {
    const [text, file] = [readTextFile(path, { ...LOCK_FILE, shownAs: shown(path) }), shown(path)];
    const { apps } = readValid(schemas.lock(), text, file, LOCK_FILE);
    return Object.fromEntries(Object.entries(apps).map(([tag, { hash }]) => [tag, hash]));
}

/** What can't be looked at is told when it is read. */
function isThere(path: string): boolean {
    try {
        return statSync(path, { throwIfNoEntry: false }) !== undefined;
    } catch {
        return true;
    }
}

function lazily<T>(make: () => T): () => T {
    let made: T | undefined;
    return () => (made ??= make());
}
