import cmark from "cmark-gfm-js";
import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { appRecord } from "../../appRecord.testSupport";
import { hostileApp } from "../../hostileApp.testSupport";
import { appOf, excused, PLAIN, runOf, UNJUDGED, WITH_WAIVED } from "../run.testSupport";
import { mostSevereFirst } from "../shownFindings";
import { LIMITS } from "./limits";
import { report } from "./report";

/** What we write by ourselves. */
const TAGS = "a b blockquote br details h3 p span strong sub summary table tbody td th thead tr";
/** What becomes a link or tells somebody, in a piece of text between two tags. */
const REFERENCE = /(?:^|\W)[@#!~%$][\w"']|https?:\/\/|www\.\w|\bGH-\d|\w@\w/i;

/** What GitHub's own reader makes of it. */
function read(markdown: string) {
    const html = cmark.convertUnsafe(markdown);
    const tags = [...html.matchAll(/<!--[^]*?-->|<\/?([a-zA-Z][\w-]*)([^>]*)>/g)];
    return {
        names: new Set(tags.map(([, name]) => name).filter((name) => name !== undefined)),
        targets: [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target ?? ""),
        attributes: new Set(
            tags.map(([, name, more]) => (name === "a" ? "" : (more?.trim() ?? ""))),
        ),
        texts: html
            .split(/<!--[^]*?-->|<[^>]*>/)
            .map((text) =>
                text
                    .replaceAll("&lt;", "<")
                    .replaceAll("&gt;", ">")
                    .replaceAll("&quot;", '"')
                    .replaceAll("&amp;", "&"),
            ),
        rows: html.split("<tr>").map((row) => row.match(/<td>/g)?.length ?? 0),
    };
}

describe("the report markdown, as GitHub reads it", () => {
    it("has a row for each finding, and nothing that the apps made", () => {
        fc.assert(
            fc.property(fc.array(hostileApp, { minLength: 1, maxLength: 3 }), (apps) => {
                const shown = apps.map((properties, index) => appOf(properties, index));
                const run = runOf(shown, { changes: excused(runOf(shown)) });
                const { names, targets, attributes, texts, rows } = read(
                    report.render(run, WITH_WAIVED),
                );
                expect([...names].filter((name) => !TAGS.split(" ").includes(name))).toEqual([]);
                expect(
                    [...attributes].filter((each) => !["", "open", 'open=""'].includes(each)),
                ).toEqual([]);
                const pages = run.rules.map(({ page }) => page);
                expect(targets.filter((target) => !pages.includes(target))).toEqual([]);
                expect(texts.filter((text) => REFERENCE.test(text))).toEqual([]);
                const count = run.findings.length + run.waived.length + run.accepted.length;
                expect(rows.filter((cells) => cells > 0)).toEqual(Array(count).fill(3));
            }),
            { numRuns: runs(15) },
        );
    });

    it("shows a text as it is", () => {
        const status = "a|b `c` *d* _e_ [f](g) <h> &amp; \\ ~~i~~ $j$ #1 @k https://l.example";
        const run = runOf([appRecord({}, { status })]);
        const text = read(report.render(run, PLAIN)).texts.join("");
        expect(text).toContain(status.replaceAll("\\", "\\\\"));
    });

    it("begins with the same line for the same stack, whatever its name", () => {
        const run = runOf([appRecord()]);
        const first = (stack?: string) => {
            const { stack: _stack, ...others } = run;
            return report.render({ ...others, ...(stack && { stack }) }, PLAIN).split("\n")[0];
        };
        expect(first("shop/prod")).toBe("<!-- bytenite-policies: shop/prod -->");
        expect(first()).toBe("<!-- bytenite-policies -->");
        expect(first("a--><script>/\ud800")).toMatch(/^<!-- (?!.*--.*-->)[^<>]* -->$/);
    });
});

it("tells the rules that were not judged above the findings", () => {
    const run = { ...runOf([appRecord()]), unjudged: [UNJUDGED] };
    const [head = ""] = report.render(run, PLAIN).split("<details");
    expect(head).toContain(
        "**Not judged by these rules, since what was judged does not tell what is in brackets: memory-minimum (factOfNobody).**\n\n",
    );
});

describe("the report markdown, with a limit", () => {
    const manyApps = fc
        .record({
            count: fc.integer({ min: 0, max: 150 }),
            letter: fc.constantFrom("a", "é", "日", "😀", "|", "@"),
            length: fc.integer({ min: 1, max: 200 }),
        })
        .map(({ count, letter, length }) =>
            Array.from({ length: count }, (_, index) =>
                appRecord(
                    { gpu: index % 3 === 0 ? ["h100"] : ["t4"] },
                    { tag: `${letter.repeat(length)}-${index}@1.0`, name: `n-${index}` },
                ),
            ),
        );

    it.each(Object.entries(LIMITS))("%s is within it, and uses it", (limit, { most, measure }) => {
        fc.assert(
            fc.property(manyApps, (apps) => {
                const run = runOf(apps);
                const text = `${report.render(run, { ...PLAIN, limit })}\n`;
                const whole = `${report.render(run, PLAIN)}\n`;
                const size = measure(text);
                const ids = new Set(text.match(/\b[0-9a-f]{16}\b/g));
                expect(size).toBeLessThanOrEqual(most);
                expect(text === whole).toBe(measure(whole) <= most);
                const kept = run.findings.filter(({ id }) => ids.has(id));
                const [, out = "0"] = /\*\*(\d+) of \d+ findings are left out/.exec(text) ?? [];
                expect(run.findings.length - kept.length).toBe(Number(out));
                const expected = new Set(mostSevereFirst(run.findings).slice(0, kept.length));
                expect(new Set(kept)).toEqual(expected);
                if (text === whole) return;
                // What did not fit any more may be long.
                const next = mostSevereFirst(run.findings)[kept.length];
                const alone = { ...run, findings: next ? [next] : [] };
                const room = measure(report.render(alone, PLAIN)) + most / 20;
                expect(most - size).toBeLessThan(room);
            }),
            { numRuns: runs(8) },
        );
    });
});
