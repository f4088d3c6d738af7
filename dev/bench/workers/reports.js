// node reports.js SNAPSHOT RULES_FILE REPETITIONS [FORMAT...]: judges the apps in the snapshot once, renders each
// format (default: all) so many times, and writes what that took as JSON. In a process of its own, of which the
// memory is measured.
const { readFileSync } = require("node:fs");
const { performance } = require("node:perf_hooks");
const { evaluate, rules } = require("pulumi-bytenite-policies");
// Not exported: the engine and the command line are the ways in.
const { loadRulesFile } = require("../../../policies/dist/rulesFile/load");
const { resolveRules } = require("../../../policies/dist/rulesFile/resolve");
const { reports } = require("../../../policies/dist/reports");
const { toRun } = require("../../../policies/dist/reports/toRun");

const [snapshot, rulesFile, repetitions, ...formats] = process.argv.slice(2);
const stack = { project: "bench", stack: "bench" };
const organisation = resolveRules(loadRulesFile(rulesFile, ""), stack);
const day = new Date().toISOString().slice(0, 10);

const start = performance.now();
const apps = JSON.parse(readFileSync(snapshot, "utf8"));
const evaluation = evaluate(apps, rules, organisation, day);
const run = toRun({
    evaluation,
    shown: { subject: "The stack bench/bench", stack, apps },
    stack,
    organisation,
    day,
    folder: process.cwd(),
    root: process.cwd(),
});
const judgeMs = performance.now() - start;

const rendered = [];
for (const format of formats.length > 0 ? formats : reports.keys()) {
    const renderMs = [];
    let bytes = 0;
    for (let repetition = 0; repetition < Number(repetitions); repetition += 1) {
        const before = performance.now();
        const text = reports.get(format).render(run, { hasColor: false, withWaived: false });
        renderMs.push(performance.now() - before);
        bytes = Buffer.byteLength(text);
    }
    rendered.push({ format, bytes, renderMs });
}
const peakMemory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
    JSON.stringify({ findings: run.findings.length, judgeMs, rendered, peakMemory }),
);
