import * as pulumi from "@pulumi/pulumi";
import { APP_RECORD_SCHEMA_VERSION, type AppRecord } from "bytenite-model";
import { parseAppRecord } from "./appRecord";
import { LookUpError } from "./lookUpError";

/** What a record of another stack must be. */
export interface ReadAppOptions {
    /**
     * Seconds since the record was read from ByteNite, at most. The other stack must export
     * `app.record({ includeReadTime: true })`. @default any age
     */
    maxAge?: number;
    /** The oldest version of the record's shape that is accepted. @default 1 */
    minSchemaVersion?: number;
}

const MS_PER_SECOND = 1000;

/**
 * The app that another stack has in its outputs, checked: an output that is no app record, one of another
 * version of the shape, and one that is too old end the program with a message that says so.
 *
 * @param key the name of an output, or a key in the output `apps` of the ready-made stack
 */
export function readApp(
    stackReference: pulumi.StackReference,
    key: string,
    options: ReadAppOptions = {},
): pulumi.Output<AppRecord> {
    return pulumi.all([stackReference.name, stackReference.outputs]).apply(([stack, outputs]) =>
        toRecord(find(outputs as Record<string, unknown>, key), {
            stack,
            key,
            now: Date.now(),
            ...options,
        }),
    );
}

interface Wanted extends ReadAppOptions {
    stack: string;
    key: string;
    /** Milliseconds. */
    now: number;
}

function find(outputs: Record<string, unknown>, key: string): unknown {
    if (Object.hasOwn(outputs, key)) return outputs[key];
    const apps: unknown = outputs.apps;
    if (typeof apps !== "object" || apps === null || !Object.hasOwn(apps, key)) return undefined;
    return (apps as Record<string, unknown>)[key];
}

/** @throws LookUpError, with the codes RECORD_MISSING, RECORD_INVALID, RECORD_VERSION and RECORD_STALE */
export function toRecord(value: unknown, wanted: Wanted): AppRecord {
    const { stack, key, now, maxAge, minSchemaVersion = 1 } = wanted;
    const subject = `The output "${key}" of the stack ${stack}`;
    if (value === undefined) {
        throw new LookUpError(
            `The stack ${stack} has no output "${key}", and no app of that key in its output "apps". ` +
                "Check the key, and deploy that stack if it is new.",
            "RECORD_MISSING",
        );
    }
    const { schemaVersion: version } = Object(value) as { schemaVersion?: unknown };
    if (typeof version === "number" && version > APP_RECORD_SCHEMA_VERSION) {
        throw new LookUpError(
            `${subject} was written by a newer pulumi-bytenite (schemaVersion ${version}, known is ${APP_RECORD_SCHEMA_VERSION}). ` +
                "Update pulumi-bytenite in this program.",
            "RECORD_VERSION",
        );
    }
    if (typeof version === "number" && version < minSchemaVersion) {
        throw new LookUpError(
            `${subject} has schemaVersion ${version}, but this program needs ${minSchemaVersion}. ` +
                "Update pulumi-bytenite in that stack's program and deploy it.",
            "RECORD_VERSION",
        );
    }
    const record = parseAppRecord(value);
    if ("problem" in record) {
        throw new LookUpError(
            `${subject} is no app record: ${record.problem}. Export app.record() there, or what getApp gives.`,
            "RECORD_INVALID",
        );
    }
    if (maxAge !== undefined) refuseStale(subject, record, maxAge, now);
    return record;
}

function refuseStale(subject: string, record: AppRecord, maxAge: number, now: number): void {
    if (record.readAt === undefined) {
        throw new LookUpError(
            `${subject} does not say when it was read, so it can't be checked against maxAge. ` +
                "Export app.record({ includeReadTime: true }) there.",
            "RECORD_STALE",
        );
    }
    const age = Math.round((now - Date.parse(record.readAt)) / MS_PER_SECOND);
    if (age > maxAge) {
        throw new LookUpError(
            `${subject} was read ${age} s ago (${record.readAt}), but maxAge is ${maxAge} s. Deploy that stack again.`,
            "RECORD_STALE",
        );
    }
}
