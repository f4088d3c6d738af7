import type { Json } from "./problem";
import type { SettingOrigin } from "./settings";

/** A finding that the organisation puts up with for a while. */
export interface Waiver {
    /** Name of the rule. */
    rule: string;
    /** Glob of the apps: a tag, a name, or name@version. Absent: every app, and the stack as a whole. */
    app?: string;
    /** Why. */
    reason: string;
    /** Who answers for it. */
    owner: string;
    /** The last day on which it holds, in UTC: YYYY-MM-DD. */
    expires: string;
    /** The app's hash for which it holds. Absent: any. */
    hash?: string;
    /** Digest of the device requirements for which it holds: see requirementsDigest. Absent: any. */
    requirements?: string;
    /** Where it is written. */
    origin: SettingOrigin;
}

/** A finding that was there when the organisation began to use the rules. */
export interface BaselineEntry {
    rule: string;
    /** The app's tag. "": the stack as a whole. */
    app: string;
    field: string;
    /** The value that was found then. With any other value, the finding is a new one. */
    found: Json;
}
