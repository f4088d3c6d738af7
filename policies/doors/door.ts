import type { Place } from "../contract/place";
import type { ShownApp } from "../judging/facts";
import type { StackIdentity } from "../rulesFile/stackPattern";

/** What a door lets in. */
export interface Shown {
    /** Where the apps come from: the subject of a sentence, "The stack shop/prod". */
    subject: string;
    /** The stack whose rules hold. Absent: the door knows none. */
    stack?: StackIdentity;
    apps: readonly ShownApp[];
    /** Where a fact of an app is written. `undefined`: in no file. @param field path of the fact, as a finding has it */
    placeOf?: (tag: string, field: string) => Place | undefined;
    /** Which lines of files look an app up, the most telling first. Absent: none is known. */
    lookedUpAt?: (tag: string) => readonly Place[];
}

/** What a door may use. */
interface DoorContext {
    /** The folder in which the command runs. */
    folder: string;
    environment: NodeJS.ProcessEnv;
    /** Tells a person something while it goes on. */
    tell: (text: string) => void;
}

/** A way by which apps come to be judged. A folder beside this file that has a door.ts is one. */
export interface Door {
    /** The option that opens it, for example "state <file>". */
    option: string;
    /** What help says of the option. */
    description: string;
    /**
     * @param given what stands after the option
     * @throws DocumentError for what can't be used
     * @throws ByteNiteError where ByteNite is asked and does not answer
     */
    open: (given: readonly string[], context: DoorContext) => Promise<Shown>;
}
