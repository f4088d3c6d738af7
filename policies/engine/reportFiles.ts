import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DocumentError, writeTextFile } from "bytenite-core/documents";
import { escapeUnseen, showFile, showText } from "bytenite-core/model";
import type * as Reports from "../reports";
import type { ReportOptions, Run } from "../reports/report";

/** The environment variable that asks for reports. */
export const REPORT_VARIABLE = "BYTENITE_REPORT";

/** A report to write. */
export interface ReportFile {
    /** The name of the format. */
    format: string;
    /** A path, from the project's folder. */
    file: string;
}

/**
 * What a text such as "sarif=out.sarif,html=report.html" asks for.
 * @param namedBy what says it, for problems
 * @throws DocumentError
 */
export function parseReportFiles(text: string, namedBy: string): ReportFile[] {
    if (text.trim() === "") return [];
    const known = [...loadReports().keys()];
    return text
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "")
        .map((each) => {
            const [, format = "", file = ""] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
            if (known.includes(format) && file !== "") return { format, file };
            throw new DocumentError(
                [
                    `${namedBy} must be a list such as ${known[0] ?? "text"}=report.txt, but has ${showText(each)}. The formats are ${known.join(", ")}`,
                ],
                "COMMAND_INVALID",
            );
        });
}

/** Markdown of a pipeline is for a comment, and what a comment takes is within every other limit that it may meet. */
const OPTIONS: ReportOptions = { hasColor: false, withWaived: false, limit: "comment" };

/**
 * Writes the reports of a run. Each file is written as a whole, in place of an older one.
 * @param folder where relative paths begin
 * @throws DocumentError for a file that can't be written
 */
export function writeReports(files: readonly ReportFile[], run: Run, folder: string): void {
    const reports = loadReports();
    for (const { format, file } of files) {
        const text = reports.get(format)?.render(run, OPTIONS);
        const path = resolve(folder, file);
        try {
            mkdirSync(dirname(path), { recursive: true });
            writeTextFile(path, `${text?.trimEnd() ?? ""}\n`);
        } catch (error) {
            const { message } = error as Error;
            const problem = `The report ${showFile(file)} can't be written: ${message.split("\n", 1)[0] ?? ""}`;
            // gRPC fails the engine's run, but keeps the reason to itself.
            process.stderr.write(`${escapeUnseen(problem)}\n`);
            throw new DocumentError([problem], "FILE_NOT_WRITTEN");
        }
    }
}

/** Only where reports are asked for: a pack starts with each preview. */
function loadReports(): typeof Reports.reports {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded where it is needed
    return (require("../reports") as typeof Reports).reports;
}
