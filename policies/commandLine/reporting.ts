import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import {
    closest,
    DocumentError,
    explainedWriting,
    FileWriteError,
    print,
    writeTextFile,
} from "bytenite-core/documents";
import { showFile, showText } from "bytenite-core/model";
import { Option, type Command } from "commander";
import type { LeveledFinding } from "../contract/evaluation";
import { reports } from "../reports";
import { LIMITS } from "../reports/markdown/limits";
import type { Report, Run } from "../reports/report";
import type { Session } from "./session";
import { hasColor } from "./terminal";
import { CommandError } from "./commandError";

const SEVERITIES: readonly string[] = ["low", "medium", "high", "critical"];
const FAIL_ON = ["mandatory", "advisory", ...SEVERITIES, "never"];

/** What the options about reports say. */
export interface ReportingOptions {
    /** Each FORMAT or FORMAT=FILE. */
    report?: string[];
    limit?: string;
    showWaived?: boolean;
    failOn?: string;
}

/** A report that is to be written. */
export interface PlannedReport {
    name: string;
    report: Report;
    /** The file as it was given. Absent: standard output. */
    file?: string;
}

/** Adds the options about reports, and about what makes a command fail, to a command that judges. */
export function addReportingOptions(command: Command): Command {
    return command
        .option(
            "--report <format[=file]>",
            `write a report: ${[...reports.keys()].join(", ")}; into a file or, one of them, to standard output. Can be given several times (default: text)`,
            (value: string, others: string[] = []) => [...others, value],
        )
        .addOption(
            new Option("--limit <place>", "cut markdown to what GitHub takes there").choices(
                Object.keys(LIMITS),
            ),
        )
        .option("--show-waived", "show findings that a waiver or the baseline covers, too")
        .addOption(
            new Option(
                "--fail-on <what>",
                "what makes the exit code 1: mandatory findings, advisory ones too, those of a severity or above, or none",
            )
                .choices(FAIL_ON)
                .default("mandatory"),
        );
}

/**
 * The reports that are asked for. Nothing is written yet.
 * @param folder to which the files are relative
 * @param isTaken whether something else goes to standard output
 * @throws DocumentError for what can't be written, before anything is judged
 */
export function planReports(
    { report: given, limit }: ReportingOptions,
    folder: string,
    isTaken = false,
): PlannedReport[] {
    const wanted = (given ?? (isTaken ? [] : ["text"])).map(parse);
    const toOutput = wanted.filter(({ file }) => file === undefined).map(({ name }) => name);
    if (toOutput.length > (isTaken ? 0 : 1)) {
        const names = [...(isTaken ? ["--json"] : []), ...toOutput];
        throw new CommandError(
            `Only one report can go to standard output, not ${names.join(" and ")}. Give the others a file: --report ${toOutput.at(-1)}=FILE`,
        );
    }
    if (limit !== undefined && !wanted.some(({ name }) => name === "markdown")) {
        throw new CommandError(
            "--limit is for the format markdown only. Add --report markdown, or leave --limit out",
        );
    }
    const taken = new Map<string, string>();
    for (const { name, file } of wanted) {
        if (file === undefined) continue;
        const place = requirePlace(file, folder);
        const other = taken.get(place);
        if (other !== undefined) {
            throw new CommandError(
                `${showFile(file)}: the reports ${other} and ${name} can't go into one file. Give each a file of its own`,
            );
        }
        taken.set(place, name);
    }
    return wanted;
}

/** Renders the planned reports and writes them: the files first. @throws DocumentError */
export function writeReports(
    planned: readonly PlannedReport[],
    run: Run,
    { limit, showWaived = false }: ReportingOptions,
    session: Session,
): void {
    const { stdout } = process;
    for (const { name, report, file } of [...planned].sort((a, b) => order(a) - order(b))) {
        const isTerminal = file === undefined && stdout.isTTY;
        const text = render(name, () =>
            report.render(run, {
                ...(isTerminal && { width: stdout.columns }),
                hasColor: file === undefined && hasColor(session.environment, stdout),
                withWaived: showWaived,
                ...(limit !== undefined && { limit }),
                tell: (sentence) => session.tell(sentence),
            }),
        );
        if (file === undefined) print(text);
        else writeTextFile(resolve(session.folder, file), `${text}\n`, { shownAs: file });
    }
}

/** Whether a finding makes the command fail. @param failOn one of the choices of --fail-on */
export function failsBy(findings: readonly LeveledFinding[], failOn = "mandatory"): boolean {
    if (failOn === "never") return false;
    if (failOn === "advisory") return findings.length > 0;
    if (failOn === "mandatory") {
        return findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
    }
    const least = SEVERITIES.indexOf(failOn);
    return findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
}

function parse(given: string): PlannedReport {
    const [name = "", ...rest] = given.split("=");
    const report = reports.get(name);
    if (!report) {
        const names = [...reports.keys()];
        const meant = closest(name, names);
        throw new CommandError(
            `There is no format ${showText(name)}${meant ? `; did you mean ${meant}?` : "."} A report is one of ${names.join(", ")}`,
        );
    }
    const file = rest.join("=");
    if (rest.length > 0 && file === "") {
        throw new CommandError(
            `--report ${name}= names no file. Write --report ${name}=FILE, or --report ${name} for standard output`,
        );
    }
    return { name, report, ...(file !== "" && file !== "-" && { file }) };
}

/** The file that a path leads to, whatever its name. @throws FileWriteError where it can't be written */
function requirePlace(file: string, folder: string): string {
    const path = resolve(folder, file);
    return explainedWriting(file, () => {
        const parent = statSync(dirname(path), { throwIfNoEntry: false });
        if (!parent) throw new FileWriteError(file, "ENOENT");
        if (!parent.isDirectory()) throw new FileWriteError(file, "ENOTDIR");
        const before = statSync(path, { throwIfNoEntry: false });
        if (before?.isDirectory()) throw new FileWriteError(file, "EISDIR");
        return before ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
    });
}

function order({ file }: PlannedReport): number {
    return file === undefined ? 1 : 0;
}

function render(name: string, work: () => string): string {
    try {
        return work();
    } catch (error) {
        if (!(error instanceof RangeError && error.message === "Invalid string length"))
            throw error;
        throw new DocumentError(
            [
                `The report ${name} is too large: it would have more characters than Node allows in a text. Choose another format, or judge fewer apps at a time`,
            ],
            "FILE_NOT_WRITTEN",
        );
    }
}
