/** What a finding does: it is shown, it refuses the deployment, or the rule does not run. */
export type EnforcementLevel = "advisory" | "mandatory" | "disabled";

/** The place that set a value. */
export interface SettingOrigin {
    /** The file, as it is shown. */
    file: string;
    /** 1-based. */
    line: number;
    /** The environment of the rules file that sets it. Absent: it holds for every stack. */
    environment?: string;
}
