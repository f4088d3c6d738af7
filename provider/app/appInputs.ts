import { APP_FACTS, toAppRecord, type AppFacts, type AppRecord } from "bytenite-core/model";

/** The facts of an app as properties of a resource, where `id` is Pulumi's. */
export interface AppProperties extends Omit<AppFacts, "id"> {
    /** UUID of this version of the app. ByteNite calls it `id`, which is Pulumi's name for the tag. Source: appApp.id. */
    appId: string;
}

/** The properties of an `App` in the state. */
export interface AppOutputs extends AppProperties {
    /** name, name@major or name@major.minor, as given. */
    tag: string;
    /** Base URL of the API that the app was read from. */
    endpoint: string;
}

/** The inputs of an `App`, as `check` leaves them. */
export interface AppInputs extends AppOutputs {
    requireStatus?: string;
    /**
     * What ByteNite says now, of each fact that is kept from changing: by `ignoreChanges`, or by a transform.
     * false: nobody can tell. Absent: the facts are what ByteNite says. Policies judge by it.
     */
    lookedUp?: Partial<AppProperties> | false;
}

/** The inputs of an `App`, as the program gives them: with what was looked up in one piece, to compare. */
export interface AppProgramInputs extends AppOutputs {
    requireStatus?: string;
    lookedUp?: AppProperties & { tag: string };
}

/** The names of an app's facts as properties of a resource. */
export const FACT_NAMES = Object.keys(APP_FACTS).map((name) =>
    name === "id" ? "appId" : name,
) as readonly (keyof AppProperties)[];

/** The facts under the names that the resource gives them. */
export function toAppProperties({ id, ...facts }: AppFacts): AppProperties {
    return { appId: id, ...facts };
}

/** The record of what a resource has. */
export function toRecord({ tag, endpoint: _endpoint, appId: id, ...facts }: AppOutputs): AppRecord {
    return toAppRecord(tag, { id, ...facts });
}
