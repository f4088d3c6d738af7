import type { Place } from "../contract/place";
import type { ShownApp } from "../judging/facts";
import type { UnknownFacts } from "../judging/withheldFacts";
import type { PassedOver } from "../contract/passedOver";
import type { StackIdentity } from "../rulesFile/stackPattern";

/** What a door lets in. */
export interface Shown {
    /** Where the apps come from: the subject of a sentence, "The stack shop/prod". */
    subject: string;
    /** The stack whose rules hold. Absent: the door knows none. */
    stack?: StackIdentity;
    apps: readonly ShownApp[];
    /** What it means that there is no app, and what to do: see whyNothing. Absent: what is said of a stack. */
    ifEmpty?: string;
    /**
     * Facts that the door can't know, whose values in `apps` say nothing, and what does not tell them: the subject
     * of a sentence, "a manifest". Absent: it knows all.
     */
    untold?: { facts: UnknownFacts; by: string };
    /** Files that are of no app, and so are not judged. Absent: none is. */
    passedOver?: readonly PassedOver[];
    /** Where a fact of an app is written. `undefined`: in no file. @param field path of the fact, as a finding has it */
    placeOf?: (tag: string, field: string) => Place | undefined;
    /** Which lines of files look an app up, the most telling first. Absent: none is known. */
    lookedUpAt?: (tag: string) => readonly Place[];
}

/** What a door may use. */
export interface DoorContext {
    /** The folder in which the command runs. */
    folder: string;
    environment: NodeJS.ProcessEnv;
    /** Base URL of ByteNite's API, as an option of the command gives it. Absent: the settings say which. */
    endpoint?: string;
    /** Tells a person something while it goes on. */
    tell: (text: string) => void;
    /** Tells a person how far something is that takes long, in place of what it told before. */
    progress: (text: string) => void;
}

/** A way by which apps come to be judged. A folder beside this file that has a door.ts is one. */
export interface Door {
    /** The option that opens it, for example "state <file>". */
    option: string;
    /** What help says of the option. */
    description: string;
    /** Whether it asks ByteNite. Absent: it reads files. */
    asksByteNite?: true;
    /**
     * @param given what stands after the option
     * @throws DocumentError for what can't be used
     * @throws UnansweredError where ByteNite is asked and gives no answer to judge
     */
    open: (given: readonly string[], context: DoorContext) => Promise<Shown>;
}
