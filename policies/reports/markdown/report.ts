import type { Report, ReportOptions, Run } from "../report";
import { describeSource } from "../summary";
import {
    countKinds,
    mostSevereFirst,
    rulesByName,
    shownFindings,
    summarise,
    tellUnjudged,
} from "../shownFindings";
import type { ShownFinding } from "../shownFindings";
import { htmlText, markdownText } from "./escape";
import { LIMITS } from "./limits";
import { TABLE_HEAD, toRow } from "./rows";

const END_OF_APP = "\n</details>\n\n";
/** A small report is open to read. */
const MOST_OPEN = 5;

/** For a comment, the description of a pull request, or the summary of a job. */
export const report: Report = {
    description: "Markdown of GitHub and GitLab, cut to --limit",
    render: (run, options) => {
        const shown = shownFindings(run, options.withWaived);
        const head = toHead(run, options);
        const apps = groupByApp(shown);
        const rules = rulesByName(run);
        const rows = new Map(shown.map((finding) => [finding, toRow(finding, rules)]));
        const kept = fit(head, apps, rows, options.limit);
        const out = shown.filter((finding) => !kept.has(finding));
        return [
            head,
            ...apps.flatMap(({ summary, findings }) => {
                const texts = findings
                    .filter((finding) => kept.has(finding))
                    .map((finding) => rows.get(finding) ?? "");
                return texts.length === 0 ? [] : [summary, ...texts, END_OF_APP];
            }),
            ...(out.length === 0 ? [] : [describeCut(out, shown)]),
        ]
            .join("")
            .trimEnd();
    },
};

interface App {
    /** All that stands above its rows. */
    summary: string;
    findings: ShownFinding[];
}

/** It says by its first line whose report it is: a comment that begins with it can be updated in place. */
function toHead(run: Run, { withWaived }: ReportOptions): string {
    const name =
        run.stack === undefined
            ? ""
            : `: ${encodeURIComponent(Buffer.from(run.stack).toString()).replaceAll("%2F", "/").replaceAll("--", "-%2D")}`;
    const isClean = run.findings.length === 0 && run.emptiness === undefined;
    const by = describeSource(run.rulesFile);
    return [
        `<!-- bytenite-policies${name} -->`,
        `### ${isClean ? "✅" : "❌"} ByteNite policies: ${summarise(run, withWaived)}`,
        ...(run.emptiness === undefined ? [] : [`**${markdownText(run.emptiness)}**`]),
        `${markdownText(run.subject)} was judged ${markdownText(by)} as of ${run.day}.`,
        ...tellUnjudged(run).map((sentence) => `**${markdownText(sentence)}**`),
        "",
    ].join("\n\n");
}

function groupByApp(shown: readonly ShownFinding[]): App[] {
    const byTag = new Map<string, ShownFinding[]>();
    for (const each of shown) {
        const known = byTag.get(each.tag);
        if (known) known.push(each);
        else byTag.set(each.tag, [each]);
    }
    const open = byTag.size <= MOST_OPEN ? " open" : "";
    return [...byTag].map(([tag, findings]) => {
        const title = `<b>${htmlText(tag || "the stack")}</b>: ${countKinds(findings)}`;
        const summary = `<details${open}><summary>${title}</summary>\n\n${TABLE_HEAD}`;
        return { summary, findings };
    });
}

/** The findings that are within the limit with all that is around them: the most severe, as many as can be. */
function fit(
    head: string,
    apps: readonly App[],
    rows: ReadonlyMap<ShownFinding, string>,
    limit: string | undefined,
): ReadonlySet<ShownFinding> {
    const all = [...rows.keys()];
    const { most, measure } = LIMITS[limit ?? ""] ?? { most: Infinity, measure: () => 0 };
    const aroundApp = new Map(
        apps.flatMap(({ summary, findings }) => {
            const size = { pending: measure(summary) + measure(END_OF_APP) };
            return findings.map((finding) => [finding, size] as const);
        }),
    );
    // The line break at the end of a file counts too.
    const free = most - measure(head) - 1;
    const take = (space: number): Set<ShownFinding> => {
        const kept = new Set<ShownFinding>();
        const begun = new Set<object>();
        let left = space;
        for (const finding of mostSevereFirst(all)) {
            const app = aroundApp.get(finding) ?? { pending: 0 };
            left -= measure(rows.get(finding) ?? "") + (begun.has(app) ? 0 : app.pending);
            if (left < 0) break;
            begun.add(app);
            kept.add(finding);
        }
        return kept;
    };
    const whole = take(free);
    // What is left out must be told, and nothing that is told of fewer findings is longer.
    return whole.size === all.length ? whole : take(free - measure(describeCut(all, all)));
}

function describeCut(out: readonly ShownFinding[], shown: readonly ShownFinding[]): string {
    return `> **${out.length} of ${shown.length} findings are left out** for want of space, the least severe first: ${countKinds(out)}. The format json has all.\n`;
}
