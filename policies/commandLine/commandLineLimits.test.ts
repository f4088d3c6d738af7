import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND, state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

describe("bytenite-policies, with input that can't be used", () => {
    it.each([
        ["no JSON", "nope", /^standard input:1: not JSON$/m],
        [
            "other JSON",
            "{}",
            /^standard input: has no deployment. It must be what `pulumi stack export/,
        ],
        [
            "null",
            "null",
            /^standard input: has no deployment. It must be what `pulumi stack export/,
        ],
        ["an empty state", '{"deployment":{}}', /has no stack. Deploy it/],
    ])("says what is wrong with %s", async (_what, input, message) => {
        const { status, stderr } = await run(["check"], input);
        expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
        expect(stderr).not.toMatch(/^\s+at /m);
    });

    it.each(["", "0", " ", "garbage", "2027-13-45", "2026-06-31", "2026-1-5", "20260105"])(
        "ends where the day is no date: %j, which would revive waivers that have expired",
        async (day) => {
            for (const command of ["check", "baseline"]) {
                const { status, stdout, stderr } = await run([command], state, {
                    BYTENITE_TODAY: day,
                });
                expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
                expect(stderr).toBe(
                    `BYTENITE_TODAY in the environment must be a date such as 2026-12-31, but is ${JSON.stringify(day)}. Without it, the apps are judged as of today\n`,
                );
            }
        },
    );

    it("refuses a state in another encoding, and says where", async () => {
        const latin = Buffer.from(state.replace("img-gen", "img-g\xe9n"), "latin1");
        expect(await run(["check"], latin)).toMatchObject({
            status: 2,
            stderr: expect.stringMatching(
                /^standard input:1: byte \d+ of the file is not UTF-8/,
            ) as string,
        });
    });

    it("reads a pipe that is given as a file", () => {
        if (!existsSync("/dev/stdin")) return;
        writeFileSync(join(folder, "state.json"), state);
        const { status } = spawnSync(
            "sh",
            ["-c", 'cat state.json | "$0" "$1" check /dev/stdin', process.execPath, COMMAND],
            { cwd: folder },
        );
        expect(status).toBe(1);
    });

    it("says that a file is not there", async () => {
        expect(await run(["check", "none.json"])).toMatchObject({
            status: 2,
            stderr: "none.json: there is no such file\n",
        });
        expect(await run(["--rules", "none.yaml", "check"], state)).toMatchObject({
            status: 2,
            stderr: expect.stringContaining("There is no rules file at ") as string,
        });
    });
});

describe("bytenite-policies, where nothing is judged", () => {
    const shop = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
    const empty = JSON.stringify({
        deployment: { resources: [{ urn: shop, type: "pulumi:pulumi:Stack" }] },
    });
    const NO_APP =
        "Nothing was judged: the stack has no app. Check whether it is the right one, and whether it deploys an App or exports an app's record. With --allow-empty, that is no error\n";

    it.each<[string, string, string, string]>([
        ["no app", "rules: { all: advisory }", empty, NO_APP],
        [
            "no rule",
            "rules: { all: disabled }",
            state,
            "Nothing was judged: no rule runs by bytenite.rules.yaml (no environment). Give one a level. With --allow-empty, that is no error\n",
        ],
        [
            "no rule that has what it judges by",
            "rules: { all: disabled, gpu-allowed: mandatory }",
            state,
            "Check whether you meant this: bytenite.rules.yaml:1: rules.gpu-allowed judges nothing without the setting allow or deny. Give it what it judges by, or remove it.\nNothing was judged: no rule that runs by bytenite.rules.yaml (no environment) has a setting that it judges by (gpu-allowed: allow or deny). Give it one. With --allow-empty, that is no error\n",
        ],
        [
            "no rule that is for the apps",
            "defaults: { apps: [renderer] }\nrules: { all: disabled, gpu-allowed: { allow: [t4] } }",
            state,
            "Nothing was judged: no rule that runs by bytenite.rules.yaml (no environment) is for one of the apps (img-gen@4.0, looked-up@1.0). Look at the setting apps. With --allow-empty, that is no error\n",
        ],
    ])(
        "since there is %s: exit code 2, unless it is allowed",
        async (_what, rules, input, message) => {
            writeFileSync(rulesFile, rules);
            for (const command of ["check", "baseline"]) {
                const { status, stderr } = await run([command], input);
                expect([status, stderr.split("\n").slice(1).join("\n")]).toEqual([2, message]);
                expect((await run([command, "--allow-empty"], input)).status).toBe(0);
            }
            expect((await run(["baseline", "--output", "none.json"], input)).status).toBe(2);
            expect(existsSync(join(folder, "none.json"))).toBe(false);
        },
    );

    it("shows what looks like an app all the same", async () => {
        const shown = JSON.parse(empty) as { deployment: { resources: object[] } };
        Object.assign(shown.deployment.resources[0] ?? {}, {
            outputs: { cut: { deviceRequirements: {} } },
        });
        const { status, stdout, stderr } = await run(["check"], JSON.stringify(shown));
        expect(status).toBe(2);
        expect(stdout).toContain("output cut: app-readable (advisory, medium)");
        expect(stderr).toContain(NO_APP);
    });

    it("says that there is no rules file, and which one holds", async () => {
        rmSync(rulesFile);
        const { stderr } = await run(["check"], state);
        expect(stderr).toMatch(
            /^The stack shop\/prod was judged without a rules file, as of .*: 2/,
        );
        expect((await run(["rules"])).stderr).toBe("These rules hold without a rules file:\n");
    });
});

describe("bytenite-policies, with a file that can't be written", () => {
    it.each<[string, () => string, string]>([
        ["a folder", () => (mkdirSync(join(folder, "a folder")), "a folder"), "it is a folder"],
        ["a missing folder", () => "none/accepted.json", "its folder does not exist"],
        [
            "a circle of links",
            () => (symlinkSync("circle", join(folder, "circle")), "circle"),
            "its links lead in a circle",
        ],
    ])("says in a line that it can't write to %s", async (_what, make, problem) => {
        const target = make();
        const { status, stdout, stderr } = await run(["baseline", "--output", target], state);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr.split("\n").slice(1)).toEqual([
            `${target}: can't be written: ${problem}`,
            "",
        ]);
    });
});
