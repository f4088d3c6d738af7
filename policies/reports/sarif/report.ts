import { gzipSync } from "node:zlib";
import { showJson } from "bytenite-core/model";
import type { Invocation, Log, Notification, Run as SarifRun } from "sarif";
import { pageInPackage } from "../pages";
import type { Report, Run } from "../report";
import {
    countKinds,
    mostSevereFirst,
    shownFindings,
    tellUnjudged,
    type ShownFinding,
} from "../shownFindings";
import { toResults } from "./results";
import { toDescriptors } from "./rules";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** GitHub takes 25,000 results of a run and keeps these. */
const MOST_RESULTS = 5000;
/** GitHub refuses what is larger than 10 MB when it is compressed; who uploads compresses it in his own way. */
const MOST_COMPRESSED_BYTES = 9_500_000;
/** What share is kept of what was too large. */
const KEPT = 0.8;

/** For code scanning: GitHub, and other tools that read SARIF 2.1.0. */
export const report: Report = {
    description: `SARIF 2.1.0 for code scanning; the ${MOST_RESULTS} most severe findings`,
    render: (run, { withWaived, tell }) => {
        const shown = shownFindings(run, withWaived);
        let kept = shown.length > MOST_RESULTS ? keep(shown, MOST_RESULTS) : shown;
        let text = toText(run, kept, shown);
        while (isTooLarge(text)) {
            kept = keep(shown, Math.floor(kept.length * KEPT));
            text = toText(run, kept, shown);
        }
        const notice = describeCut(kept, shown);
        if (notice !== undefined) tell?.(`The SARIF report is cut. ${notice}`);
        return text;
    },
};

/** So many of the most severe, in their order. */
function keep(shown: readonly ShownFinding[], count: number): ShownFinding[] {
    const kept = new Set(mostSevereFirst(shown).slice(0, count));
    return shown.filter((each) => kept.has(each));
}

function isTooLarge(text: string): boolean {
    // What is small is not worth the time: it does not grow by being compressed.
    return text.length * 3 > MOST_COMPRESSED_BYTES && gzipSync(text).length > MOST_COMPRESSED_BYTES;
}

function toText(run: Run, kept: readonly ShownFinding[], shown: readonly ShownFinding[]): string {
    const { rules, indices } = toDescriptors(run);
    const sarifRun: SarifRun = {
        tool: {
            driver: {
                name: "bytenite-policies",
                semanticVersion: run.version,
                informationUri: pageInPackage("README.md"),
                rules,
            },
        },
        // GitHub keeps the findings of each such name apart. A name that ends with a slash is that of a category.
        automationDetails: { id: `bytenite-policies/${run.stack ? `${run.stack}/` : ""}` },
        invocations: [toInvocation(run, describeCut(kept, shown))],
        columnKind: "utf16CodeUnits",
        results: toResults(run, kept, indices),
    };
    const log: Log = { $schema: SCHEMA, version: "2.1.0", runs: [sarifRun] };
    return showJson(log);
}

function toInvocation(run: Run, cut: string | undefined): Invocation {
    const { emptiness } = run;
    const notify = (level: Notification.level, text: string): Notification => ({
        level,
        message: { text },
    });
    const toolExecutionNotifications = [
        ...(cut === undefined ? [] : [notify("warning", cut)]),
        ...(emptiness === undefined ? [] : [notify("error", emptiness)]),
        ...tellUnjudged(run).map((sentence) => notify("warning", sentence)),
    ];
    return { executionSuccessful: emptiness === undefined, toolExecutionNotifications };
}

function describeCut(
    kept: readonly ShownFinding[],
    shown: readonly ShownFinding[],
): string | undefined {
    if (kept.length === shown.length) return undefined;
    const isKept = new Set(kept);
    const out = shown.filter((each) => !isKept.has(each));
    return `${out.length} of ${shown.length} findings are left out, the least severe first: ${countKinds(out)}. The format json has all.`;
}
