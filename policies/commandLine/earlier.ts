import { DocumentError, parseJson } from "bytenite-core/documents";
import { showFile, showLine } from "bytenite-core/model";
import { PolicyError } from "../contract/policyError";
import { readInput, type Input } from "../doors/input";
import { showSnapshot } from "../doors/snapshot/snapshot";
import type { ShownApp } from "../judging/facts";
import { counted } from "../phrases/counted";
import { isReport, readReport, type EarlierReport } from "../reports/json/readReport";
import { countApps, describeSource } from "../reports/summary";
import { interruptible } from "./interruption";
import type { Session } from "./session";

/** What was before: the apps, or all that a run found in them. */
export interface Earlier {
    /** The subject of a sentence: "The snapshot yesterday.json (3 apps)". */
    subject: string;
    before: { apps: readonly ShownApp[] } | { report: EarlierReport };
}

/** What --since names, recognised by its content. @throws DocumentError */
export async function openEarlier(session: Session, file: string): Promise<Earlier> {
    const isFile = file !== "-";
    const read = () => readInput(isFile ? session.path(file) : undefined, file);
    const input = await interruptible(read, () => session.clear());
    const document = parseJson(input.text, input.shownAs);
    const name = isFile ? file : "on standard input";
    if (isReport(document)) {
        const report = readReport(input.text, input.shownAs);
        return { subject: `The report ${name}`, before: { report } };
    }
    requireSnapshot(document, input);
    const apps = showSnapshot(input);
    const subject = `The snapshot ${name} (${counted(countApps(apps), "app")})`;
    return { subject, before: { apps } };
}

/** @throws PolicyError for a report that tells nothing to compare with */
export function requireJudged({ subject, before }: Earlier): void {
    if (!("report" in before) || before.report.emptiness === undefined) return;
    throw new PolicyError("NOTHING_TO_JUDGE", [
        `Nothing was compared: ${showLine(inSentence(subject))} is of a run that judged nothing. With --allow-empty, that is no error`,
    ]);
}

/** The subject of a sentence, where it doesn't begin one. */
export function inSentence(subject: string): string {
    return subject.charAt(0).toLowerCase() + subject.slice(1);
}

/** When and by what a report's apps were judged: one sentence. */
export function describeReport({ day, subject, rulesFile, apps }: EarlierReport): string {
    return `${day}: ${showLine(subject)} was judged ${describeSource(rulesFile)}: ${counted(countApps(apps), "app")}.`;
}

/** @throws DocumentError for what is of another kind, also where it would be an incomplete snapshot */
function requireSnapshot(document: unknown, { shownAs }: Input): void {
    const { apps, findings } = Object(document) as { apps?: unknown; findings?: unknown };
    if (apps !== undefined && findings === undefined) return;
    const why = Array.isArray(document)
        ? "a list, as check --json writes it, which does not tell what could not be judged"
        : "neither a snapshot nor a report of the format json";
    throw new DocumentError([
        `${showFile(shownAs)}: ${why}. Give what check --report json=FILE or the command snapshot wrote`,
    ]);
}
