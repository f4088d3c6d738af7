import type { Member, Members } from "./member";
import type { KnownArgs } from "./selectionArgs";

/** The properties of an `AppSelection` in the state. */
export interface SelectionOutputs extends KnownArgs {
    /** What the program calls it: the engine tells a dynamic provider no names, and messages need one. */
    resourceName: string;
    endpoint: string;
    apps: Members;
}

/** The inputs of an `AppSelection`, as `check` leaves them. */
export interface SelectionInputs extends SelectionOutputs {
    /**
     * What ByteNite says now of each member that is kept from changing, entering or leaving: by `ignoreChanges`,
     * or by a transform. null: it is no member any more. false: nobody can tell. Absent: the members are what it
     * says. Policies judge by it.
     */
    lookedUp?: Readonly<Record<string, Member | null>> | false;
}

/** The inputs as the program gives them: with what was looked up once more, to compare. */
export interface SelectionProgramInputs extends SelectionOutputs {
    lookedUp?: unknown;
}
