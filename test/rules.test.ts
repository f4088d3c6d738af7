import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { rules } from "../policies/rules";
import { isJudging } from "../policies/contract/rule";
import { startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY } from "../dev/support/stack";
import { toRefusal, toDefinition } from "./ruleRefusals.testSupport";

const DAY_OF_THE_CASES = "2026-01-15";

/** What an app comes into a stack by. */
type Form = "App" | "AppSelection";

describe("each rule on the real engine", () => {
    const refusals = rules
        // ByteNite's answers are all readable: unreadableApps.test.ts has what programs make of them.
        .filter(isJudging)
        .map(toRefusal);
    const ofScope = (scope: string) => refusals.filter(({ rule }) => rule.scope === scope);
    let emulator: Emulator;
    let backend: Backend;
    let environment: NodeJS.ProcessEnv;

    beforeAll(async () => {
        const definitions = refusals.flatMap(({ apps }) => apps).map(toDefinition);
        ({ emulator, environment } = await startTestEmulator(definitions));
        backend = await Backend.create();
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    /** What a command says where every rule refuses an app of its own, and the ids of what it finds. */
    async function refuse(scope: "app" | "stack", form: Form, command: string) {
        const judged = ofScope(scope);
        const stack = await backend.stack(`${scope}-rules-${form}-${command}`, {
            environment: {
                ...environment,
                BYTENITE_TODAY: DAY_OF_THE_CASES,
                BYTENITE_REPORT: "text=report.txt",
            },
        });
        const tags = judged.flatMap(({ apps }) => apps.map(({ tag }) => tag));
        if (form === "App") await stack.setTags(...tags.map((tag) => `${tag}=${tag}`));
        else await stack.setSelection({ tags });
        await stack.setRules({
            rules: {
                all: "disabled",
                ...Object.fromEntries(
                    judged.map(({ rule, settings }) => [
                        rule.name,
                        { ...settings, enforcementLevel: "mandatory" },
                    ]),
                ),
            },
        });

        const result = await stack.run(command, "--policy-pack", POLICY_PACK);

        expect(result.exitCode).not.toBe(0);
        expect(await stack.resources()).toEqual([]);
        const report = readFileSync(join(stack.project, "report.txt"), "utf8");
        return { output: result.stdout, ids: report.match(/\b[0-9a-f]{16}\b/g)?.sort() };
    }

    describe.each(["app", "stack"] as const)("every rule of the scope %s in a preview", (scope) => {
        let found: Record<Form, Awaited<ReturnType<typeof refuse>>>;

        beforeAll(async () => {
            found = {
                App: await refuse(scope, "App", "preview"),
                AppSelection: await refuse(scope, "AppSelection", "preview"),
            };
        });

        test.each<Form>(["App", "AppSelection"])(
            "refuses what it is there for, in an %s, with its line of the rules file",
            (form) => {
                const { output } = found[form];
                for (const { rule, texts } of ofScope(scope)) {
                    expect(output).toMatch(
                        new RegExp(
                            `\\[mandatory\\] \\[severity: ${rule.severity}\\] +${rule.name} `,
                        ),
                    );
                    // A stack's other apps are not those of the case.
                    for (const text of scope === "app" ? texts : []) {
                        const [message = "", fix = ""] = text.split("|");
                        expect(output).toContain(message);
                        expect(output).toContain(fix);
                    }
                }
                expect(output).toMatch(/, set in bytenite\.rules\.yaml:\d+\. /);
            },
        );

        test("has the same findings in both, by their ids", () => {
            expect(found.App.ids?.length).toBeGreaterThanOrEqual(ofScope(scope).length);
            expect(found.AppSelection.ids).toEqual(found.App.ids);
        });
    });

    test("an update that nobody previewed ends at the first of them, before it makes an app", async () => {
        expect((await refuse("app", "App", "up")).output).toContain("[mandatory]");
    });

    test.each([
        ["launcher", POLICY_PACK],
        ["folder", join(REPOSITORY, "policies")],
    ])("the stack's environment counts, with the pack started from its %s", async (form, pack) => {
        const [tag = ""] =
            refusals.find(({ rule }) => rule.name === "gpu-allowed")?.apps.map((app) => app.tag) ??
            [];
        const rules = {
            rules: { all: "disabled", "gpu-allowed": { enforcementLevel: "mandatory", allow: [] } },
            environments: {
                development: {
                    stacks: ["bytenite-apps/dev-*"],
                    rules: { "gpu-allowed": "advisory" },
                },
            },
        };
        for (const [name, passes] of [
            [`dev-${form}`, true],
            [`prod-${form}`, false],
        ] as const) {
            const stack = await backend.stack(name, { environment });
            await stack.setTags(tag);
            await stack.setRules(rules);
            const result = await stack.run("preview", "--policy-pack", pack);
            expect([name, result.exitCode === 0]).toEqual([name, passes]);
            expect(result.stdout).toContain("(allowed: none), set in bytenite.rules.yaml:5. ");
        }
    });

    test.each([
        ["launcher", POLICY_PACK],
        ["folder", join(REPOSITORY, "policies")],
    ])(
        "a mistake in the rules file is all that is said, with the pack started from its %s",
        async (form, pack) => {
            const stack = await backend.stack(`mistaken-${form}`, { environment });
            await stack.setTags("anything");
            await stack.setRules({ rules: { "gpu-alowed": "mandatory" } });

            const { exitCode, stdout, stderr } = await stack.run("preview", "--policy-pack", pack);

            expect(exitCode).not.toBe(0);
            expect(stderr.trim()).toMatch(
                /^error: bytenite\.rules\.yaml:2: rules has the unknown key "gpu-alowed"; did you mean "gpu-allowed"\?.*$/,
            );
            expect(stdout + stderr).not.toMatch(/^\s+at /m);
        },
    );

    test("a baseline accepts what is in the state, and refuses what is new", async () => {
        const [tag = "", other = ""] = ["gpu-allowed", "memory-minimum"].map(
            (name) => refusals.find(({ rule }) => rule.name === name)?.apps[0]?.tag,
        );
        const stack = await backend.stack("baseline", { environment });
        const strict = {
            rules: {
                all: "disabled",
                "gpu-allowed": { enforcementLevel: "mandatory", allow: [] },
                "memory-minimum": { enforcementLevel: "mandatory", minimum: 1000 },
            },
        };
        await stack.setTags(tag);
        await stack.succeed("up");
        await stack.setRules(strict);
        const state = await stack.succeed("stack", "export");
        const baseline = execFileSync(
            process.execPath,
            [join(REPOSITORY, "policies/bin/bytenite-policies.js"), "baseline"],
            { cwd: stack.project, input: state, encoding: "utf8", stdio: "pipe" },
        );
        await writeFile(join(stack.project, "accepted.json"), baseline);
        await stack.setRules({ ...strict, baseline: "accepted.json" });

        const output = await stack.succeed("preview", "--policy-pack", POLICY_PACK);
        expect(output).toMatch(/\[advisory\].* baseline-accepted /);
        expect(output).not.toContain("[mandatory]");

        await stack.setTags(tag, other);
        const refused = await stack.run("preview", "--policy-pack", POLICY_PACK);
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toMatch(
            new RegExp(`\\[mandatory\\].*memory-minimum .*${other.split("@")[0]}`),
        );
    });

    test("waivers let pass what they cover, and are reported", async () => {
        const [tag = ""] =
            refusals.find(({ rule }) => rule.name === "gpu-allowed")?.apps.map((app) => app.tag) ??
            [];
        const stack = await backend.stack("excused", { environment });
        await stack.setTags(tag);
        const waiver = { app: tag, reason: "legacy", owner: "render@acme.example" };
        const soon = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
        await stack.setRules({
            rules: { all: "disabled", "gpu-allowed": "mandatory", "status-allowed": "mandatory" },
            environments: {
                excused: { stacks: ["*/excused"], rules: { "gpu-allowed": { allow: [] } } },
            },
            waivers: [
                { ...waiver, rule: "gpu-allowed", expires: soon },
                { ...waiver, rule: "gpu-allowed", expires: "2020-01-01" },
                { ...waiver, rule: "status-allowed", expires: "2999-12-31" },
            ],
        });

        const output = await stack.succeed("preview", "--policy-pack", POLICY_PACK);

        expect(output).toMatch(/\[advisory\].* waiver-applied /);
        expect(output).toContain(`Waived until ${soon} by render@acme.example`);
        expect(output).toMatch(/\[advisory\].* waiver-expiring /);
        expect(output).toMatch(/\[advisory\].* waiver-expired /);
        expect(output).toMatch(/\[advisory\].* waiver-unused /);
    });
});
