import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readApp, type Properties } from "../judging/facts";
import { judge } from "../judging/judge";
import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { NO_RULES_FILE } from "../rulesFile/resolvedRules";
import { stringify } from "yaml";
import { rules } from ".";
import { readRuleCases, type RuleCase } from "./ruleCases.testSupport";
import type { TestApp } from "../testing/appFacts";
import { textOf } from "../testing/found";
import { deploy, toTestResource } from "../testing/deploy";
import type { PackDescription } from "../testing/packDescription";
import type { PackConfiguration } from "../testing/reconcile";
import { PolicyServer, UNKNOWN } from "../testing/policyServer";
import { settingSchemas } from "../contract/commonSettings";
import type { JudgingRule, Rule } from "../contract/rule";

const TODAY = "2026-01-15";
const folder = mkdtempSync(join(tmpdir(), "bytenite-rule-cases-"));
const rulesFile = join(folder, "bytenite.rules.yaml");
const write = (content: object) => writeFileSync(rulesFile, stringify(content));
/** What the pack reads, and what it told when it last read that. */
let read: { content: string; description: PackDescription } | undefined;
/** Sets a configuration over that of a rules file, which the pack reads again where it has changed. */
const configure = async (given: PackConfiguration, file: object = {}, baseline: unknown[] = []) => {
    const content = stringify(file) + JSON.stringify(baseline);
    if (read?.content !== content) {
        write(file);
        writeFileSync(
            join(folder, "baseline.json"),
            JSON.stringify({ schemaVersion: 1, findings: baseline }),
        );
        read = { content, description: await server.describe() };
    }
    await server.configure(given, read.description);
};

let server: PolicyServer;
let withoutRulesFile: PolicyServer;
beforeAll(async () => {
    server = await PolicyServer.start({ BYTENITE_RULES_FILE: rulesFile, BYTENITE_TODAY: TODAY });
    withoutRulesFile = await PolicyServer.start({ BYTENITE_TODAY: TODAY });
});
afterAll(async () => {
    await server.stop();
    await withoutRulesFile.stop();
    rmSync(folder, { recursive: true });
});

/** Only this rule, mandatory, with these settings. */
const only = (rule: Rule, settings: object = {}) => ({
    all: "disabled" as const,
    [rule.name]: { ...settings, enforcementLevel: "mandatory" as const },
});
const appsOf = ({ app, apps = [] }: RuleCase) => (app ? [app, ...apps] : apps);
/** Whether a rule finds something in one of the cases, with those of its settings that are kept. */
const findsSomething = (
    rule: JudgingRule,
    cases: readonly RuleCase[],
    isKept: (setting: string) => boolean,
) =>
    cases.some((each) => {
        const apps = appsOf(each).map((app) => {
            const properties = toTestResource(app).properties as Properties;
            return readApp({ kind: "resource", properties, place: "an app" });
        });
        const kept = Object.entries(each.settings ?? {}).filter(([name]) => isKept(name));
        const { findings } = judge(rule, apps, Object.fromEntries(kept), NO_RULES_FILE, TODAY);
        return findings.length > 0;
    });
const textsOf = async (rule: Rule, apps: TestApp[], asked = server) =>
    (await deploy(asked, apps))
        .filter(({ policy }) => policy === rule.name)
        .map(({ message }) => textOf(message))
        .sort();

describe.each(rules.map((rule): [string, Rule] => [rule.name, rule]))("%s", (name, rule) => {
    const cases = readRuleCases(name);
    const failing = cases.find(({ finds = [] }) => finds.length > 0);

    test.each(cases.map((each): [string, RuleCase] => [each.case, each]))(
        "%s",
        async (_name, each) => {
            const given = each.rulesFile ? {} : only(rule, each.settings);
            const asked = each.rulesFile === null ? withoutRulesFile : server;
            if (each.rulesFile === null) await withoutRulesFile.configure(given);
            else await configure(given, each.rulesFile, each.baseline);
            const expected = (each.finds ?? []).map(({ message, fix }) => `${message}. ${fix}.`);
            expect(await textsOf(rule, appsOf(each), asked)).toEqual(expected.sort());
        },
    );

    it("has a case that it accepts and a case that it refuses", () => {
        expect(cases.some(({ finds = [] }) => finds.length === 0)).toBe(true);
        expect(failing).toBeDefined();
    });

    it("has a case for each of its settings", () => {
        const covered = new Set(
            cases.flatMap(({ settings = {}, rulesFile: file }) => [
                ...Object.keys(settings),
                ...Object.keys((file?.rules as Record<string, object> | undefined)?.[name] ?? {}),
            ]),
        );
        expect([...covered].sort()).toEqual(
            expect.arrayContaining(Object.keys(rule.settings).sort()),
        );
    });

    it("refuses a setting that it does not have", async () => {
        await configure(only(rule, { misspelt: 1 }));
        const [app = {}] = appsOf(failing ?? { case: "" });
        await expect(deploy(server, [app])).rejects.toThrow(
            /gives [a-z-]+ the setting "misspelt", which it doesn't have/,
        );
    });

    it("refuses in the rules file, with its line, what its settings don't allow", async () => {
        read = undefined;
        for (const setting of Object.keys(settingSchemas(rule))) {
            write({ rules: { [name]: { [setting]: { no: "such value" } } } });
            if (settingSchemas(rule)[setting]?.type === "object") continue;
            await expect(server.describe()).rejects.toThrow(
                new RegExp(`^bytenite\\.rules\\.yaml:\\d+: rules\\.${name}\\.${setting}`),
            );
        }
    });

    if (rule.scope === "exceptions") return;
    const apps = appsOf(failing ?? { case: "" });

    it("judges without settings, or says that it needs one of some, each of which will do", () => {
        const { needs = [] } = rule;
        expect(findsSomething(rule, cases, () => false)).toBe(needs.length === 0);
        if (needs.length === 0) return;
        expect(findsSomething(rule, cases, (name) => !needs.includes(name))).toBe(false);
        const enough = needs.filter((need) =>
            findsSomething(rule, cases, (name) => name === need || !needs.includes(name)),
        );
        expect(enough).toEqual(needs);
    });

    it("judges nothing but apps", async () => {
        await configure(only(rule, failing?.settings));
        for (const app of apps) {
            const { properties } = toTestResource(app);
            const resource = { type: "aws:ec2/instance:Instance", name: "other", properties };
            expect(await server.analyze(resource)).toEqual([]);
            expect(await server.analyzeStack([resource])).toEqual(
                rule.scope === "stack" ? expect.anything() : [],
            );
        }
    });

    it("says in a preview that it did not run where nothing is known, and refuses with onUnknown fail", async () => {
        const facts = Object.keys(toTestResource({}).properties);
        const unknown = {
            type: APP_RESOURCE_TYPE,
            name: "unknown",
            properties: Object.fromEntries(facts.map((fact) => [fact, UNKNOWN.text])),
        };
        const ask = async (onUnknown: string) => {
            await configure(only(rule, { ...failing?.settings, onUnknown }));
            return rule.scope === "app" ? server.analyze(unknown) : server.analyzeStack([unknown]);
        };
        expect(await ask("skip")).toEqual([]);
        expect(await ask("warn")).toMatchObject([
            { level: "advisory", message: expect.stringContaining("can't run policy") as string },
        ]);
        expect(await ask("fail")).toMatchObject([
            { level: "mandatory", message: expect.stringContaining("is not known") as string },
        ]);
    });

    const withWaiver = (expires: string) => ({
        rules: only(rule, failing?.settings),
        waivers: [{ rule: name, app: "*", reason: "test", owner: "tests", expires }],
    });

    it("has nothing against what a waiver covers", async () => {
        await configure({}, withWaiver(TODAY));
        expect(await textsOf(rule, apps)).toEqual([]);
    });

    it("says that a waiver has expired", async () => {
        await configure({}, withWaiver("2026-01-14"));
        const found = await textsOf(rule, apps);
        expect(found.length).toBeGreaterThan(0);
        for (const each of found) {
            expect(each).toMatch(
                / The waiver at bytenite\.rules\.yaml:\d+ expired on 2026-01-14\.$/,
            );
        }
    });
});
