/** How much a finding matters. Pulumi's own scale. */
export type Severity = "low" | "medium" | "high" | "critical";

/** A value of a fact or of a setting, as JSON. null: absent. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A change of an app's manifest that a program can make. */
export interface Change {
    /** Path of the fact, as ByteNite's API names it. */
    field: string;
    /** The whole new value. */
    value: Json;
}

/** What a rule has against an app or a stack. A rule has at most one problem for each app and field. */
export interface Problem {
    /** Path of the fact, as ByteNite's API names it, for example deviceRequirements.gpu. */
    field: string;
    /** The value that is refused. null: absent. */
    found: Json;
    /** What would be accepted instead. */
    limit: Json;
    /** The setting that sets the limit. Absent: no setting does. */
    setting?: string;
    /** What is wrong: the app, the value that was found, and the limit. One sentence without a full stop. */
    message: string;
    /** The change, of the app's manifest where that helps, that ends the problem. One sentence without a full stop. */
    fix: string;
    /** The fix, where there is exactly one way: with it, the rule has nothing against the field. */
    change?: Change;
}

/** What a rule has against a stack. */
export interface StackProblem extends Problem {
    /** The app that it is about, a tag or a name. Absent: the stack as a whole. */
    tag?: string;
}
