import { DocumentError, DocumentSchema, parseJson, readValid } from "bytenite-core/documents";
import {
    APP_FACTS,
    compareTexts,
    pickFacts,
    showFile,
    showJson,
    type AppRecord,
    type FactName,
} from "bytenite-core/model";
import type { ShownApp } from "../../judging/facts";
import { showApp } from "../apps";
import { LARGEST_BYTES, type Input } from "../input";
import { SNAPSHOT_SCHEMA, SNAPSHOT_SCHEMA_VERSION } from "./schema";

/** An app in a snapshot. */
export type SnapshotApp = Omit<AppRecord, "schemaVersion" | "readAt">;

interface SnapshotDocument {
    apps: SnapshotApp[];
}

const OPTIONS = { noun: "the snapshot", largest: LARGEST_BYTES };
let schema: DocumentSchema<SnapshotDocument> | undefined;

/** The text of a snapshot, ordered by tag. The same apps give the same text, whenever it is taken. */
export function formatSnapshot(apps: readonly AppRecord[]): string {
    const entries = apps
        .map(toEntry)
        .sort((one, other) => compareTexts(one.tag, other.tag) || compareTexts(one.id, other.id));
    return `${showJson({ schemaVersion: SNAPSHOT_SCHEMA_VERSION, apps: entries })}\n`;
}

/** With its keys in one order, and nothing but what the table of facts names. */
function toEntry(app: AppRecord): SnapshotApp {
    return { tag: app.tag, ...pickFacts(app, Object.keys(APP_FACTS) as FactName[]) };
}

/**
 * The apps in the text of a snapshot.
 * @param shownAs how problems name where it comes from
 * @throws DocumentError with every problem
 */
export function readSnapshot(text: string, shownAs: string): SnapshotApp[] {
    const { schemaVersion } = Object(parseJson(text, shownAs)) as { schemaVersion?: unknown };
    if (typeof schemaVersion === "number" && schemaVersion > SNAPSHOT_SCHEMA_VERSION) {
        throw new DocumentError([
            `${showFile(shownAs)}: written by a newer version (its schemaVersion is ${schemaVersion}, and this one knows ${SNAPSHOT_SCHEMA_VERSION}): update pulumi-bytenite-policies`,
        ]);
    }
    schema ??= new DocumentSchema<SnapshotDocument>(SNAPSHOT_SCHEMA, OPTIONS);
    return readValid(schema, text, shownAs, OPTIONS).apps;
}

/** The apps in a snapshot, as rules judge them. @throws DocumentError with every problem */
export function showSnapshot({ text, shownAs }: Input): ShownApp[] {
    return readSnapshot(text, shownAs).map(({ tag, ...facts }) =>
        showApp(tag, facts, "the snapshot"),
    );
}
