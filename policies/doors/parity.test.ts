import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import { startTestEmulator } from "../../dev/support/emulator";
import type { Evaluation } from "../contract/evaluation";
import { evaluate } from "../judging/evaluate";
import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { rules } from "../rules";
import { loadRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import { doors } from ".";
import { DIVERSE_APPS, STRICT_RULES, TAGS, writeManifests } from "./parity.testSupport";
import { formatSnapshot } from "./snapshot/snapshot";

const TODAY = "2026-01-15";
const LOCK = require.resolve("pulumi-bytenite/package.json").replace("package.json", "bin/");
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;

/** Every way in but the catalogue, with which they are compared, and manifests, which don't tell all. */
const WAYS: readonly [what: string, door: string, given: () => readonly string[]][] = [
    ["the tags", "tag", () => TAGS],
    ["a snapshot", "snapshot", () => ["snapshot.json"]],
    ["a lock file", "lock", () => ["bytenite.lock.json"]],
    ["a state with Apps", "state", () => ["state.json"]],
    ["a state with apps in outputs", "state", () => ["outputsState.json"]],
    ["outputs", "state", () => ["outputs.json"]],
];

describe("the same apps through every door", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite parity "));
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let throughCatalogue: Evaluation;

    async function through(name: string, ...given: string[]): Promise<Evaluation> {
        const context = { folder, environment, tell: () => undefined, progress: () => undefined };
        const shown = await doors.get(name)?.open(given, context);
        if (!shown) throw new Error(`no door ${name}`);
        const organisation = resolveRules(
            loadRulesFile(join(folder, "bytenite.rules.yaml"), folder),
            shown.stack,
        );
        return evaluate(shown.apps, rules, organisation, TODAY, shown.untold?.facts);
    }

    const write = (file: string, content: unknown) =>
        writeFileSync(
            join(folder, file),
            typeof content === "string" ? content : JSON.stringify(content),
        );

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([...DIVERSE_APPS]));
        write("bytenite.rules.yaml", STRICT_RULES);
        writeManifests(folder, DIVERSE_APPS);
        throughCatalogue = await through("catalogue");
        const records = throughCatalogue.apps as AppRecord[];
        write("snapshot.json", formatSnapshot(records));
        const byKey = Object.fromEntries(records.map((app, index) => [`key${index}`, app]));
        write("outputs.json", { apps: byKey });
        const stack = { urn: urn("pulumi:pulumi:Stack", "shop-prod"), type: "pulumi:pulumi:Stack" };
        write("outputsState.json", {
            version: 3,
            deployment: { resources: [{ ...stack, outputs: { apps: byKey } }] },
        });
        const resources = records.map(({ id, ...facts }) => ({
            urn: urn(APP_RESOURCE_TYPE, facts.tag),
            type: APP_RESOURCE_TYPE,
            inputs: { ...facts, appId: id },
        }));
        write("state.json", { version: 3, deployment: { resources: [stack, ...resources] } });
        await promisify(execFile)(
            process.execPath,
            [join(LOCK, "pulumi-bytenite.js"), "lock", ...TAGS],
            { cwd: folder, env: { ...process.env, ...environment } },
        );
    });
    afterAll(async () => {
        await emulator.close();
        rmSync(folder, { recursive: true });
    });

    it("is about every door", () => {
        const tried = ["catalogue", "manifest", ...WAYS.map(([, door]) => door)];
        expect([...new Set(tried)].sort()).toEqual([...doors.keys()]);
    });

    it("is about many rules and apps", () => {
        const { findings, apps } = throughCatalogue;
        expect(apps).toHaveLength(DIVERSE_APPS.length);
        expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(25);
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    });

    it.each(WAYS)("gives the same findings: %s", async (_what, name, given) => {
        const evaluation = await through(name, ...given());
        const { apps: _apps, ...expected } = throughCatalogue;
        expect(evaluation).toMatchObject(expected);
        expect(evaluation.unjudged).toEqual([]);
    });

    it("gives the same findings of the rules that judge what a manifest has, and names the others", async () => {
        const { findings, waived, unjudged } = await through("manifest", "*/manifest.json");
        const untold = new Set(unjudged.map(({ rule }) => rule));
        expect([...untold]).toEqual([
            "app-private",
            "hash-locked",
            "owner-allowed",
            "status-allowed",
            "update-age",
            "user-name-allowed",
        ]);
        const told = throughCatalogue.findings.filter(({ rule, field }) => {
            return !untold.has(rule) && !field.startsWith("waivers/status-allowed");
        });
        expect(findings).toEqual(told);
        expect(waived).toEqual(throughCatalogue.waived);
        for (const { tags } of unjudged) expect(tags).toHaveLength(DIVERSE_APPS.length);
    });
});
