import * as pulumi from "@pulumi/pulumi";
import { APP_RECORD_SCHEMA_VERSION, showLine, showText, type AppRecord } from "bytenite-core/model";
import { parseAppRecord } from "./appRecord";
import { OPTIONS } from "./readAppOptions";
import { completeOnlyWithoutErrors } from "../session/deployment";
import { refuseOptions } from "../session/givenArguments";
import { LookUpError } from "../session/lookUpError";

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
 * version of the shape, and one that is too old end the program with a message that says so. The result is a
 * secret if that output is one.
 *
 * @param key the name of an output, or a key in the output `apps` of the ready-made stack
 */
export function readApp(
    stackReference: pulumi.StackReference,
    key: string,
    options: ReadAppOptions = {},
): pulumi.Output<AppRecord> {
    // Each output by itself: what comes of all of them is a secret as soon as one of them is.
    const own = ownOutput(stackReference, key);
    const found = own.apply((value) =>
        value === undefined
            ? ownOutput(stackReference, "apps").apply((apps) => valueOf(apps, key))
            : value,
    );
    return pulumi.all([stackReference.name, found]).apply(([stack, value]) => {
        completeOnlyWithoutErrors();
        // A misspelt maxAge, and one that is no number, would accept a record of any age.
        refuseOptions(options, OPTIONS, "readApp");
        return toRecord(value, { stack, key, now: Date.now(), ...options });
    });
}

/** An output, `undefined` where there is none. */
function ownOutput(stackReference: pulumi.StackReference, name: string): pulumi.Output<unknown> {
    const inherited: unknown = Reflect.get(Object.prototype, name);
    // The SDK takes an app's name such as "constructor" for what every object has.
    return stackReference
        .getOutput(name)
        .apply((value: unknown) => (value === inherited ? undefined : value));
}

function valueOf(apps: unknown, key: string): unknown {
    if (typeof apps !== "object" || apps === null || !Object.hasOwn(apps, key)) return undefined;
    return (apps as Record<string, unknown>)[key];
}

interface Wanted extends ReadAppOptions {
    stack: string;
    key: string;
    /** Milliseconds. */
    now: number;
}

/** @throws LookUpError, with the codes RECORD_MISSING, RECORD_INVALID, RECORD_VERSION and RECORD_STALE */
export function toRecord(value: unknown, wanted: Wanted): AppRecord {
    const { stack, key, now, maxAge, minSchemaVersion = 1 } = wanted;
    const subject = `The output ${showText(key)} of the stack ${showLine(stack)}`;
    if (value === undefined) {
        throw new LookUpError(
            `The stack ${showLine(stack)} has no output ${showText(key)}, and no app of that key in its output "apps". ` +
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
