import type { AppReader } from "bytenite-core/client/client";
import { ByteNiteError, getAppWithStatus, type StatusRequirement } from "bytenite-core/client";
import { clock } from "../session/clock";
import type { Connection } from "../session/connection";
import type { LookUpName } from "../session/lookUpName";
import type { LookUpReport } from "../session/lookUpReport";
import { toAppProperties, toRecord, type AppOutputs } from "./appInputs";

/** A look-up of an app: by a program, or by a refresh. */
export interface AppLookUp<Instead> {
    name: LookUpName;
    /** Where its failure is told. */
    report: LookUpReport;
    tag: string;
    /** Where to ask. Its failure is the look-up's. */
    connect: () => Connection;
    /** Absent: any status will do. */
    requirement?: StatusRequirement;
    /** What comes of it where ByteNite has no app for the tag. Absent: a failure. */
    ifMissing?: (apps: AppReader, tag: string) => Promise<Instead>;
}

/**
 * Looks an app up. Its failure is held back until no other look-up of the report is under way.
 * @throws LookUpError
 */
export function lookUp<Instead = never>({
    name,
    report,
    tag,
    connect,
    requirement = {},
    ifMissing,
}: AppLookUp<Instead>): Promise<AppOutputs | Instead> {
    const work = async (): Promise<AppOutputs | Instead> => {
        const { endpoint, apps } = connect();
        try {
            const facts = await getAppWithStatus(apps, tag, requirement, clock);
            return { tag, endpoint, ...toAppProperties(facts) };
        } catch (error) {
            const isMissing = error instanceof ByteNiteError && error.code === "NOT_FOUND";
            if (!isMissing || !ifMissing) throw error;
            return ifMissing(apps, tag);
        }
    };
    return report.run(name, work, (found) => (isFound(found) ? [toRecord(found)] : []));
}

function isFound(found: unknown): found is AppOutputs {
    return typeof found === "object" && found !== null && "appId" in found;
}
