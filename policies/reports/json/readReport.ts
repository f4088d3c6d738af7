import { DocumentError, DocumentSchema, parseJson, readValid } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import type { ShownApp } from "../../judging/facts";
import type { FoundBefore } from "../compare";
import type { RulesSource } from "../../rulesFile/resolvedRules";
import { LARGEST_BYTES } from "../../doors/input";
import { SCHEMA_FILE, SCHEMA_VERSION } from "./report";

/** What a report tells of an earlier run, as far as a later one is compared with it. */
export interface EarlierReport extends FoundBefore {
    schemaVersion: number;
    /** The day on which the apps were judged, in UTC: YYYY-MM-DD. */
    day: string;
    subject: string;
    rulesFile?: RulesSource;
    /** Why nothing was judged: a sentence. Absent: something was, or that was allowed. */
    emptiness?: string;
    apps: readonly Pick<ShownApp, "nameless">[];
}

const TEXT = { title: "a text", type: "string" };
const TEXTS = { title: "a list of texts", type: "array", items: TEXT };

/** A list of mappings that have at least these members: a later version may write more. */
const listOf = (noun: string, properties: Record<string, object>, optional: object = {}) => ({
    title: `a list of ${noun}`,
    type: "array",
    items: {
        title: "a mapping",
        type: "object",
        required: Object.keys(properties),
        properties: { ...properties, ...optional },
    },
});

/** The part of bytenite.report.schema.json that a comparison needs. */
const SCHEMA = {
    title: "a report of the format json",
    type: "object",
    required: ["schemaVersion", "day", "subject", "findings", "unjudged", "apps"],
    properties: {
        schemaVersion: { title: `the number ${SCHEMA_VERSION}`, const: SCHEMA_VERSION },
        day: {
            title: "a day such as 2026-01-15",
            type: "string",
            pattern: "^\\d{4}-\\d\\d-\\d\\d$",
        },
        subject: TEXT,
        rulesFile: {
            title: "a mapping with file and environments",
            type: "object",
            required: ["file", "environments"],
            properties: { file: TEXT, environments: TEXTS },
        },
        emptiness: TEXT,
        findings: listOf("findings", {
            id: { ...TEXT, title: "16 hexadecimal digits", pattern: "^[0-9a-f]{16}$" },
            rule: TEXT,
            enforcementLevel: { enum: ["advisory", "mandatory"] },
            tag: TEXT,
            field: TEXT,
            found: {},
            message: TEXT,
            fix: TEXT,
        }),
        unjudged: listOf("rules", { rule: TEXT, facts: TEXTS, tags: TEXTS }),
        apps: listOf("apps", { tag: TEXT }, { nameless: { enum: ["resource", "output"] } }),
    },
};

// A setting may be as deep as a rules file, which is within the report.
const OPTIONS = { noun: "the report", largest: LARGEST_BYTES, deepest: 64 };
let schema: DocumentSchema<EarlierReport> | undefined;

/** Whether a document says that it is a report of the format json, of whatever version. */
export function isReport(document: unknown): boolean {
    const { $schema } = Object(document) as { $schema?: unknown };
    return typeof $schema === "string" && $schema.endsWith(`/${SCHEMA_FILE}`);
}

/**
 * What the report json in a text tells.
 * @param shownAs how problems name where it comes from
 * @throws DocumentError with every problem
 */
export function readReport(text: string, shownAs: string): EarlierReport {
    const { schemaVersion } = Object(parseJson(text, shownAs)) as { schemaVersion?: unknown };
    if (typeof schemaVersion === "number" && schemaVersion > SCHEMA_VERSION) {
        throw new DocumentError([
            `${showFile(shownAs)}: written by a newer version (its schemaVersion is ${schemaVersion}, and this one knows ${SCHEMA_VERSION}): update pulumi-bytenite-policies`,
        ]);
    }
    schema ??= new DocumentSchema<EarlierReport>(SCHEMA, OPTIONS);
    return readValid(schema, text, shownAs, OPTIONS);
}
