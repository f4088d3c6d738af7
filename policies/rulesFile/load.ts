import { dirname, relative, resolve } from "node:path";
import {
    DocumentError,
    DocumentSchema,
    readTextFile,
    readValid,
    readYamlFile,
    showPath,
    type Origin,
    type Path,
} from "bytenite-core/documents";
import { showText, wholeTextMatcher } from "bytenite-core/model";
import type { BaselineEntry } from "../contract/exceptions";
import type { Rule } from "../contract/rule";
import { RULE_PACKAGES, withOwnRules } from "../ownRules/load";
import { rules } from "../rules";
import { findAmbiguousModels, findUnknownFamilies } from "./gpuChecks";
import type { LoadedRulesFile } from "./resolve";
import type { RulesFileDefinition } from "./rulesFile";
import { rulesFileSchema } from "./schema";
import { parseStackPattern } from "./stackPattern";

/** More than anybody writes, and few enough for each entry to be compared with each GPU of each app. */
const RULES_FILE = { noun: "the rules file", longestList: 1000, longestText: 2000 };
const FORMATS = { re2: (text: string) => typeof wholeTextMatcher(text) === "function" };
const BASELINE = { noun: "the baseline", largest: 10 * 1024 * 1024 };
const LOCK_FILE = { noun: "the lock file", largest: 10 * 1024 * 1024 };

const schemas = {
    rulesFile: lazily(() => rulesFileChecker(rules)),
    baseline: lazily(
        () => new DocumentSchema<{ findings: BaselineEntry[] }>(BASELINE_SCHEMA, BASELINE),
    ),
    lock: lazily(
        () =>
            new DocumentSchema<{ apps: Record<string, { hash: string }> }>(LOCK_SCHEMA, LOCK_FILE),
    ),
};

function rulesFileChecker(known: readonly Rule[]): DocumentSchema<RulesFileDefinition> {
    const options = { ...RULES_FILE, formats: FORMATS };
    return new DocumentSchema(rulesFileSchema(known), options);
}

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
 * @throws DocumentError with every problem: file, line, key, what was found and what is allowed
 */
export function loadRulesFile(path: string, shownFrom: string): LoadedRulesFile {
    const shown = (file: string) => relative(shownFrom, file) || file;
    const { value, origin } = readYamlFile(path, { ...RULES_FILE, shownAs: shown(path) });
    const names = namedModules(value);
    const known =
        names.length === 0
            ? rules
            : withOwnRules(rules, { names, rulesFile: path, origin, shownFrom });
    // An empty file sets nothing.
    const checker = known === rules ? schemas.rulesFile() : rulesFileChecker(known);
    const definition = checker.validate(value ?? {}, origin);
    const problems = [
        ...findDoubledLevels(definition, origin),
        ...findWaiversWithoutApp(known, definition, origin),
        ...findStacksThatCoverNone(definition, origin),
        ...findAmbiguousModels(definition, origin),
        ...findUnknownFamilies(known, definition, origin),
    ];
    if (problems.length > 0) throw new DocumentError(problems);
    const beside = (name: string) => resolve(dirname(path), name);
    const { baseline, lock } = definition;
    return {
        rules: known,
        definition,
        origin,
        baseline: baseline === undefined ? [] : loadBaseline(beside(baseline), shown),
        ...(lock !== undefined && { lockedHashes: loadLockedHashes(beside(lock), shown) }),
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

/** The level of all rules has two names, and may have one value. */
function findDoubledLevels(definition: RulesFileDefinition, origin: Origin): string[] {
    const environments = Object.entries(definition.environments ?? {});
    return [
        { block: definition, path: [] as string[] },
        ...environments.map(([name, block]) => ({ block, path: ["environments", name] })),
    ]
        .filter(({ block }) => block.defaults?.enforcementLevel && block.rules?.all)
        .map(
            ({ path }) =>
                `${origin.locate([...path, "rules"], "all")}: ${showPath([...path, "rules", "all"], "")} and defaults.enforcementLevel both set the level of all rules: keep one of them`,
        );
}

function findWaiversWithoutApp(
    known: readonly Rule[],
    { waivers = [] }: RulesFileDefinition,
    origin: Origin,
): string[] {
    const scopes = new Map(known.map(({ name, scope }) => [name, scope]));
    return waivers
        .map(({ rule, app }, index) => ({ rule, app, index }))
        .filter(({ rule, app }) => app === undefined && scopes.get(rule) === "app")
        .map(
            ({ rule, index }) =>
                `${origin.locate(["waivers", index])}: waivers[${index}] has no app; ${rule} judges apps one by one, so say which it is for ("*": all of them)`,
        );
}

/** A pattern that covers no stack ever would turn its environment, or its waiver, off without a word. */
function findStacksThatCoverNone(
    { environments = {}, waivers = [] }: RulesFileDefinition,
    origin: Origin,
): string[] {
    const lists: { path: Path; stacks: string[] }[] = [
        ...Object.entries(environments).map(([name, { stacks }]) => ({
            path: ["environments", name, "stacks"],
            stacks,
        })),
        ...waivers.map(({ stacks = [] }, index) => ({
            path: ["waivers", index, "stacks"],
            stacks,
        })),
    ];
    return lists.flatMap(({ path, stacks }) =>
        stacks.flatMap((text, index) => {
            const pattern = parseStackPattern(text);
            if (!("problem" in pattern)) return [];
            const place = [...path, index];
            return [
                `${origin.locate(place)}: ${showPath(place, RULES_FILE.noun)} is ${showText(text)}, which ${pattern.problem}`,
            ];
        }),
    );
}

function lazily<T>(make: () => T): () => T {
    let made: T | undefined;
    return () => (made ??= make());
}
