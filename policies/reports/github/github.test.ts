import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { appRecord } from "../../appRecord.testSupport";
import { hostileApp } from "../../hostileApp.testSupport";
import type { ReportOptions, Run } from "../report";
import { appOf, excused, PLAIN, runOf, UNJUDGED, WITH_WAIVED } from "../run.testSupport";
import { report } from "./report";

/** As the runner reads a line of a log. */
function readCommand(line: string) {
    const [, level = "", properties = "", data = ""] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
    const unescape = (text: string) =>
        text.replace(/%(25|0D|0A|3A|2C)/g, (_all, code: string) =>
            String.fromCharCode(parseInt(code, 16)),
        );
    const entries = properties.split(",").map((each) => {
        const [name = "", value = ""] = each.split("=", 2);
        return [name, unescape(value)];
    });
    return {
        level,
        ...(Object.fromEntries(entries) as Record<string, string>),
        text: unescape(data),
    };
}
const commandsOf = (run: Run, options: ReportOptions = PLAIN) =>
    report.render(run, options).split("\n").map(readCommand);
const at = (line: number) => () => ({ file: "/repository/a,b:c%.json", line, column: 3 });

describe("the report github", () => {
    it("has one annotation for each finding, whatever the apps say", () => {
        fc.assert(
            fc.property(hostileApp, (properties) => {
                const app = appOf(properties);
                const before = runOf([app]);
                const run = runOf([app], { changes: excused(before), placeOf: at(5) });
                const commands = commandsOf(run, WITH_WAIVED);
                const count = (level: string) =>
                    run.findings.filter((each) => each.enforcementLevel === level).length;
                const levels = commands.map(({ level }) => level);
                const counts = ["error", "warning", "notice"].map(
                    (level) => levels.filter((each) => each === level).length,
                );
                expect(counts).toEqual([
                    Math.min(10, count("mandatory")),
                    Math.min(10, count("advisory")),
                    run.waived.length + run.accepted.length,
                ]);
            }),
            { numRuns: runs(30) },
        );
    });

    it("says where the fact stands, and escapes what the runner would take for its own", () => {
        const run = runOf([appRecord({ gpu: ["h100"] }, { tag: "a%0A,b:c" })], { placeOf: at(5) });
        const finding = run.findings.find(({ rule }) => rule === "gpu-allowed");
        expect(
            commandsOf(run).find((each) => JSON.stringify(each).includes("gpu-allowed")),
        ).toEqual({
            level: "error",
            file: "a,b:c%.json",
            line: "5",
            col: "3",
            title: "gpu-allowed (high): a%0A,b:c",
            text: `${finding?.message}.\n${finding?.fix}.\n[${finding?.id}]`,
        });
    });

    it("has a notice for the rules that were not judged, which counts as one of ten", () => {
        const run = runOf([appRecord({ gpu: ["h100"] })]);
        const accepted = { ...run, findings: [], accepted: run.findings, unjudged: [UNJUDGED] };
        const notices = commandsOf(accepted, WITH_WAIVED);
        expect(run.findings.length).toBeGreaterThan(10);
        expect(notices.map(({ level }) => level)).toEqual(Array(10).fill("notice"));
        expect(notices[0]).toEqual({
            level: "notice",
            title: "Not judged",
            text: "Not judged by these rules, since what was judged does not tell what is in brackets: memory-minimum (factOfNobody).",
        });
    });

    it.each([1, 5, 500])(
        "has at most ten of a level for %d apps, and the last names the rest",
        (count) => {
            const run = runOf(
                Array.from({ length: count }, (_, index) =>
                    appRecord({ gpu: ["h100"] }, { tag: `app-${index}@1.0`, name: `app-${index}` }),
                ),
            );
            const commands = commandsOf(run);
            for (const [level, enforcementLevel] of [
                ["error", "mandatory"],
                ["warning", "advisory"],
            ]) {
                const ours = commands.filter((each) => each.level === level);
                const all = run.findings.filter(
                    (each) => each.enforcementLevel === enforcementLevel,
                );
                expect(ours.length).toBe(Math.min(10, all.length));
                if (all.length <= 10) continue;
                const { text = "", ...last } = ours.at(-1) ?? {};
                expect(last).toMatchObject({ title: `${all.length - 9} more findings` });
                const named = text.match(/\[[0-9a-f]{16}\]/g)?.length ?? 0;
                const [, more = "0"] = /and (\d+) more$/.exec(text) ?? [];
                expect(named + Number(more)).toBe(all.length - 9);
            }
        },
    );
});
