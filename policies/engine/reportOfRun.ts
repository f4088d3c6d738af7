import { evaluate } from "../judging/evaluate";
import type { ShownApp } from "../judging/facts";
import { repositoryOf } from "../commandLine/repository";
import { whyNothing } from "../reports/summary";
import { toRun } from "../reports/toRun";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import type { StackIdentity } from "../rulesFile/stackPattern";
import { writeReports, type ReportFile } from "./reportFiles";

/** A run of the engine, and what is to be written of it. */
export interface ReportedRun {
    files: readonly ReportFile[];
    /** With the levels and settings that hold, be they Pulumi's. */
    organisation: ResolvedRules;
    /** "The stack shop/prod". Absent: its name is not known. */
    subject: string | undefined;
    stack: StackIdentity | undefined;
    /** YYYY-MM-DD */
    day: string;
    /** The project's. */
    folder: string;
}

/** Writes reports of what the policies have found. @throws DocumentError for a file that can't be written */
export function writeReportsOf(apps: readonly ShownApp[], run: ReportedRun): void {
    const { files, organisation, subject = "A stack whose name is not known", stack } = run;
    const evaluation = evaluate(apps, organisation.rules, organisation, run.day);
    const nothing = whyNothing(apps, organisation, evaluation);
    const reported = toRun({
        evaluation,
        shown: { subject, apps },
        stack,
        organisation,
        day: run.day,
        folder: run.folder,
        root: repositoryOf(run.folder),
        // The engine's run passes all the same. Who reads the report must not take that for a judgement.
        emptiness: nothing && `Nothing was judged: ${nothing}.`,
    });
    writeReports(files, reported, run.folder);
}
