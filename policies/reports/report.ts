import type { GpuVocabulary } from "bytenite-core/model";
import type { Evaluation, LeveledFinding, WaivedFinding } from "../contract/evaluation";
import type { PassedOver } from "../contract/passedOver";
import type { Severity } from "../contract/problem";
import type { Category } from "../contract/rule";
import type { EnforcementLevel } from "../contract/settings";
import type { RulesSource } from "../rulesFile/resolvedRules";

/** A line of a file in the repository that has something to do with a finding. */
export interface ReportedPlace {
    /** Path from the root of the repository, with slashes. */
    file: string;
    /** 1-based. */
    line: number;
    /** 1-based. Absent: not known. */
    column?: number;
    /** What stands there: the app's own fact, what looks the app up, or what sets the limit. */
    what: "app" | "look-up" | "rule";
}

/** A finding, and the files that it is about: the first is the one to open. */
export interface ReportedFinding extends LeveledFinding {
    places: readonly ReportedPlace[];
}

/** A rule, and how it holds for what was judged. */
export interface ReportedRule {
    name: string;
    description: string;
    /** Markdown. */
    explanation: string;
    remediation: string;
    category: Category;
    /** Whether it is about credentials, origins or owners. Absent: it is not. */
    isAboutSecurity?: true;
    severity: Severity;
    /** URL of the rule's page. Absent: a rule of an organisation's own has none. */
    page?: string;
    /** The module that a rule of an organisation's own comes from, as the rules file names it. */
    module?: string;
    enforcementLevel: EnforcementLevel;
    settings: Readonly<Record<string, unknown>>;
}

/** All that a report may tell of one run. */
export interface Run extends Omit<Evaluation, "findings" | "waived" | "accepted"> {
    /** Version of the program that judged. */
    version: string;
    /** What was judged: the subject of a sentence, "The stack shop/prod". */
    subject: string;
    /** project/stack whose rules hold. Absent: those for every stack. */
    stack?: string;
    /** The day on which the apps were judged, in UTC: YYYY-MM-DD. */
    day: string;
    /** Where the rules come from. Absent: there is no rules file. */
    rulesFile?: RulesSource;
    /** Where a finding is shown that stands in no file of the repository. Absent: no such file is known. */
    fallback?: ReportedPlace;
    /** Why nothing was judged: a sentence. Absent: something was, or nobody minds. */
    emptiness?: string;
    /** Files that were given and are of no app. */
    passedOver: readonly PassedOver[];
    /** Every rule, ordered by name. */
    rules: readonly ReportedRule[];
    /** What names of GPUs mean to the organisation. */
    gpus: GpuVocabulary;
    findings: readonly ReportedFinding[];
    waived: readonly (Omit<WaivedFinding, "finding"> & { finding: ReportedFinding })[];
    accepted: readonly ReportedFinding[];
}

/** What the person who asks for a report chooses, or has. */
export interface ReportOptions {
    /** Columns of the terminal. Absent: it goes into a file or a pipe. */
    width?: number;
    hasColor: boolean;
    /** Whether findings that a waiver or the baseline covers are shown where they are left out otherwise. */
    withWaived: boolean;
    /** For what place the report is cut: see the formats. */
    limit?: string;
    /** Takes what a reader of the report could not know from it, such as that findings had to be left out. */
    tell?: (sentence: string) => void;
}

/** A format of a report. A folder beside this file that has a report.ts is one. */
export interface Report {
    /** What help says of it. */
    description: string;
    /** The whole report. Pure: the same run gives the same bytes. */
    render: (run: Run, options: ReportOptions) => string;
}
