import fc from "fast-check";
import { reports } from ".";
import { findDanger } from "../../dev/support/foreignText";
import { runs } from "../../dev/support/propertyRuns";
import { hostileApp } from "../hostileApp.testSupport";
import type { Run } from "./report";
import {
    appOf,
    excused,
    PASSED_OVER,
    PLAIN,
    runOf,
    UNJUDGED,
    WITH_WAIVED,
} from "./run.testSupport";

const formats = [...reports].map(([name, report]) => [name, report] as const);
const hostileRun = fc
    .array(hostileApp, { minLength: 1, maxLength: 3 })
    .map((apps) => runOf(apps.map((properties, index) => appOf(properties, index))));
/** The same with a finding that is waived and one that is accepted. */
const hostileRunWithWaived = hostileRun.map((run) => runOf(run.apps, { changes: excused(run) }));
const idsIn = (text: string, run: Run) => {
    const known = new Set(
        [...run.findings, ...run.waived.map(({ finding }) => finding), ...run.accepted].map(
            ({ id }) => id,
        ),
    );
    return [...new Set(text.match(/\b[0-9a-f]{16}\b/g))].filter((id) => known.has(id)).sort();
};
const ids = (findings: readonly { id: string }[]) =>
    [...new Set(findings.map(({ id }) => id))].sort();

/** Formats with room for what does not count: they show it in any case. */
const WHOLE: readonly string[] = ["json", "html"];
/** A browser reads it, and nobody in a log: it has tests of its own. */
const PAGE = "html";

describe.each(formats)("the report %s", (name, report) => {
    it("is the same text each time", () => {
        const [run = runOf([])] = fc.sample(hostileRunWithWaived, { numRuns: 1, seed: 14 });
        // What is the same text in memory could be in another order when it is read anew.
        const { gpus, ...facts } = run;
        const texts = new Set(
            Array.from({ length: 100 }, () =>
                report.render({ ...structuredClone(facts), gpus }, WITH_WAIVED),
            ),
        );
        expect(texts.size).toBe(1);
    });

    it("has every finding that counts, and the others where they are asked for", () => {
        fc.assert(
            fc.property(hostileRunWithWaived, (run) => {
                expect(run.waived.length + run.accepted.length).toBeGreaterThan(0);
                const all = [
                    ...run.findings,
                    ...run.waived.map(({ finding }) => finding),
                    ...run.accepted,
                ];
                expect(idsIn(report.render(run, WITH_WAIVED), run)).toEqual(ids(all));
                const counting = WHOLE.includes(name) ? all : run.findings;
                expect(idsIn(report.render(run, PLAIN), run)).toEqual(ids(counting));
            }),
            { numRuns: runs(15) },
        );
    });

    const inLogs = name === PAGE ? it.skip : it;
    inLogs("has nothing that a terminal or a log obeys, whatever the apps say", () => {
        fc.assert(
            fc.property(hostileRunWithWaived, (run) => {
                const ours = /^::(error|warning|notice) [^:]*::|^### /gm;
                const text = report.render(run, WITH_WAIVED).replace(ours, "");
                expect(findDanger(text)).toBeUndefined();
            }),
            { numRuns: runs(15) },
        );
    });

    it("says that nothing was judged", () => {
        const run = { ...runOf([]), emptiness: "Nothing was judged: no app (x)." };
        expect(report.render(run, PLAIN)).toContain("Nothing was judged: no app");
    });

    it("tells which rule was not judged, and for want of what", () => {
        const text = report.render({ ...runOf([]), unjudged: [UNJUDGED] }, PLAIN);
        expect(text).toContain("memory-minimum");
        expect(text).toContain("factOfNobody");
    });

    it("tells which file is of no app", () => {
        const text = report.render({ ...runOf([]), passedOver: [PASSED_OVER] }, PLAIN);
        expect(text).toContain("partitioner");
        expect(text).toContain("/manifest.json");
        expect(text).not.toContain("\u001b");
    });
});
