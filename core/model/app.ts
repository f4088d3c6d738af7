import type { AppFacts } from "./appFacts";

/** The version of the shape of `AppRecord`. It grows when a field changes its meaning or goes. */
export const APP_RECORD_SCHEMA_VERSION = 1;

/** The facts of an app in a stack output, for the stacks that read it. */
export interface AppRecord extends AppFacts {
    schemaVersion: typeof APP_RECORD_SCHEMA_VERSION;
    /** The tag that was looked up. */
    tag: string;
    /** When the app was read from ByteNite: RFC 3339, UTC. Only where somebody asked for it. */
    readAt?: string;
}

/** The facts that were looked up for a tag, as other stacks read them from a stack output. */
export function toAppRecord(tag: string, facts: AppFacts): AppRecord {
    return { schemaVersion: APP_RECORD_SCHEMA_VERSION, tag, ...facts };
}
