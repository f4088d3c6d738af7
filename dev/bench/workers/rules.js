// node rules.js SNAPSHOT RULES_FILE REPETITIONS: reads the apps in the snapshot and judges them, in turn, and
// writes what that took as JSON. In a process of its own, of which the memory is measured.
const { readFileSync } = require("node:fs");
const { performance } = require("node:perf_hooks");
const { evaluate, rules } = require("pulumi-bytenite-policies");
// Not exported: the engine and the command line are the ways in.
const { loadRulesFile } = require("../../../policies/dist/rulesFile/load");
const { resolveRules } = require("../../../policies/dist/rulesFile/resolve");

const [snapshot, rulesFile, repetitions] = process.argv.slice(2);
const text = readFileSync(snapshot, "utf8");
const stack = { project: "bench", stack: "bench" };
const organisation = resolveRules(loadRulesFile(rulesFile, ""), stack);
const today = new Date().toISOString().slice(0, 10);

const parseMs = [];
const evaluateMs = [];
let findings = 0;
for (let repetition = 0; repetition < Number(repetitions); repetition += 1) {
    const start = performance.now();
    const apps = JSON.parse(text);
    const parsed = performance.now();
    findings = evaluate(apps, rules, organisation, today).findings.length;
    parseMs.push(parsed - start);
    evaluateMs.push(performance.now() - parsed);
}
const peakMemory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
    JSON.stringify({ rules: rules.length, findings, parseMs, evaluateMs, peakMemory }),
);
