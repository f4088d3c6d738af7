import type { Severity } from "../../contract/problem";
import type { EnforcementLevel } from "../../contract/settings";

// What the report's page gets as JSON. Every text is as core/model/foreignText shows it, and has no more than that
// to do with markup: the page makes text nodes of it.

/** What became of a finding. open: it counts. */
export type State = "open" | "waived" | "accepted";

/** What a finding does. */
export type Level = Exclude<EnforcementLevel, "disabled">;

/** A rule that runs, or of which there is a finding. */
export interface PageRule {
    name: string;
    description: string;
    /** URL of the rule's page. Absent: it is not on the web. */
    page?: string;
}

/** An app, or something else that findings are about. */
export interface PageSubject {
    /** The tag, as it is shown. */
    label: string;
    /** Absent: it is no app that was judged, but the stack or what a rule about the stack names. */
    requirements?: { cpu?: number; memory?: number };
}

/** A finding. */
export interface PageFinding {
    id: string;
    /** Index of its rule. */
    rule: number;
    /** Index of its subject. */
    subject: number;
    state: State;
    level: Level;
    severity: Severity;
    /** Sentences, with a full stop. */
    message: string;
    fix: string;
    field: string;
    found: string;
    limit: string;
    /** Place of the setting. */
    setIn?: string;
    /** Lines of files, the one to open first. */
    places?: readonly string[];
    /** Why no waiver helps. */
    refused?: readonly string[];
    /** Index of the waiver that covers it. */
    waiver?: number;
}

/** What a waiver is on the day of the run. foreign: it names no app that its rule judged. */
export type WaiverState = "expired" | "expiring" | "active" | "unused" | "foreign";

/** A waiver. */
export interface PageWaiver {
    rule: string;
    /** Glob of the apps. */
    app: string;
    reason: string;
    owner: string;
    /** YYYY-MM-DD */
    expires: string;
    place: string;
    state: WaiverState;
    covered: number;
}

/** A GPU model, or a name that nobody knows, and how many apps list it. */
export interface PageGpu {
    name: string;
    /** Absent: nobody knows the name. */
    family?: string;
    /** GB. */
    memory?: string;
    /** Apps that list it, and those that list it first. */
    listed: number;
    first: number;
}

/** A limit of vCPUs, of GB of memory, or of GB for each vCPU. */
export interface PageLimit {
    rule: string;
    of: "cpu" | "memory" | "ratio";
    bound: "minimum" | "maximum";
    value: number;
    level: Level;
    /** Whether the rule judges some apps only. */
    isForSome: boolean;
}

/** All that the page shows. */
export interface PageData {
    /** Of the run, YYYY-MM-DD. */
    day: string;
    /** Ordered by name. */
    rules: readonly PageRule[];
    /** Indexes of the rules about vCPUs and memory. */
    sizeRules: readonly number[];
    /** Ordered by label. */
    subjects: readonly PageSubject[];
    /** As the run has them: the open ones first, then the waived, then the accepted. */
    findings: readonly PageFinding[];
    /** Ordered by the day on which they expire. */
    waivers: readonly PageWaiver[];
    /** The most used family first, and in it the most used model. */
    gpus: readonly PageGpu[];
    limits: readonly PageLimit[];
}
