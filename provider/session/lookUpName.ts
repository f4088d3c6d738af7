import { showText } from "bytenite-core/model";
import type { ErrorCode } from "./errorCode";

/** What a look-up is called in messages. */
export interface LookUpName {
    /** What it is told by in the message of another, and ordered by: for example `App "render"`. */
    caller: string;
    /** How the message of its failure begins. "": it tells the tag itself. */
    opening: string;
    /** What became of it, before "for the same reason as …". */
    outcome: string;
    /** What else may help after a failure, by its code. */
    advice?: Partial<Record<ErrorCode, string>>;
}

/** The commands that need no program also work where it has an App that nobody can look up any more. */
const IF_GONE_FOR_GOOD =
    'If the app is gone for good, take this App out of the program. "pulumi refresh" and "pulumi destroy" without --run-program do not look it up.';

const IF_TAG_IS_GONE =
    'If the app is gone for good, take its tag out of the argument tags and run "pulumi up".';

/** `pulumi up --refresh`, and `refresh: always` in Pulumi.yaml, come before what the program says now. */
const AFTER_A_CHANGE =
    'A refresh goes by what the last update stored. After you change the program, run "pulumi up --refresh=false".';

/** The look-up of a resource that a program declares. */
export function ofResource(resource: string): LookUpName {
    const caller = `App ${showText(resource)}`;
    return {
        caller,
        opening: `${caller}: `,
        outcome: `${caller}: not looked up`,
        advice: { NOT_FOUND: IF_GONE_FOR_GOOD },
    };
}

/** The look-up of a selection that a program declares. */
export function ofSelection(resource: string): LookUpName {
    const caller = `AppSelection ${showText(resource)}`;
    return {
        caller,
        opening: `${caller}: `,
        outcome: `${caller}: not looked up`,
        advice: { NOT_FOUND: IF_TAG_IS_GONE },
    };
}

/** The look-up of a selection that a state has. */
export function ofSelectionInState(resource: string): LookUpName {
    const caller = `AppSelection ${showText(resource)}`;
    const outcome = `${caller} keeps its last known state`;
    return {
        caller,
        opening: `${outcome}. `,
        outcome,
        advice: {
            NOT_FOUND: `${IF_TAG_IS_GONE} ${AFTER_A_CHANGE}`,
            SELECTION_CHANGED: AFTER_A_CHANGE,
            SELECTION_COUNT: AFTER_A_CHANGE,
        },
    };
}

/** The look-up of a data source. @param call as in the program, for example `getApp("img-gen@4.0")` */
export function ofCall(call: string): LookUpName {
    return { caller: call, opening: "", outcome: `${call}: not looked up` };
}

/** The look-up of an app that a state has. */
export function ofState(tag: string): LookUpName {
    const caller = showText(tag);
    const outcome = `The app ${caller} keeps its last known state`;
    return { caller, opening: `${outcome}. `, outcome };
}
