import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppRecord } from "bytenite-core/model";
import { formatSnapshot } from "../doors/snapshot/snapshot";
import { appRecord } from "../appRecord.testSupport";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, run } = useCommand();

const write = (name: string, rules: string, more = "") =>
    writeFileSync(join(folder, name), `rules: { all: disabled, ${rules} }\n${more}`);
const diff = (...args: string[]) =>
    run(["diff", "--old", "a.yaml", "--new", "b.yaml", ...args], state);

describe("bytenite-policies diff", () => {
    it("tells what newly fails, what counts no more, and what stays", async () => {
        write(
            "a.yaml",
            "memory-minimum: { minimum: 2 }, gpu-known: advisory, cpu-required: advisory",
        );
        write(
            "b.yaml",
            "gpu-allowed: { enforcementLevel: mandatory, allow: [t4] }, gpu-known: mandatory, cpu-required: mandatory",
        );
        const { status, stdout, stderr } = await diff();
        expect(stdout).toBe(`Newly refused (1)
  img-gen@4.0: gpu-allowed (mandatory)
    img-gen@4.0 lists "H100", which is not allowed (allowed: "t4"), set in b.yaml:1.

Refused, was only advised (2)
  img-gen@4.0: cpu-required (mandatory)
    img-gen@4.0 states no minimum number of vCPUs, but must state what one task needs.
  looked-up@1.0: cpu-required (mandatory)
    looked-up@1.0 states no minimum number of vCPUs, but must state what one task needs.

Counts no more (1)
  looked-up@1.0: memory-minimum (advisory): the new rules find nothing

0 findings as before. Apps: 2 newly fail, 0 fixed, 0 still fail, 0 still pass.
`);
        expect(stderr).toBe(
            "The stack shop/prod was judged by a.yaml (no environment) and by b.yaml (no environment): 2 apps.\n",
        );
        expect(status).toBe(1);
    });

    it("says why a finding counts no more", async () => {
        write("a.yaml", "gpu-allowed: { enforcementLevel: mandatory, allow: [t4] }");
        const waiver =
            "{ rule: gpu-allowed, app: img-gen, reason: r, owner: o, expires: 2027-01-01 }";
        write(
            "b.yaml",
            "gpu-allowed: { enforcementLevel: mandatory, allow: [t4] }",
            `waivers: [${waiver}]\n`,
        );
        const { status, stdout } = await diff();
        expect(stdout).toBe(`Counts no more (1)
  img-gen@4.0: gpu-allowed (mandatory): a waiver covers it

0 findings as before. Apps: 0 newly fail, 1 fixed, 0 still fail, 1 still pass.
`);
        expect(status).toBe(0);
    });

    it("compares with the rules that hold, and writes JSON", async () => {
        write("b.yaml", "memory-minimum: { enforcementLevel: mandatory, minimum: 2 }");
        const { status, stdout } = await run(["diff", "--new", "b.yaml", "--json"], state);
        expect(status).toBe(1);
        expect(JSON.parse(stdout)).toEqual({
            schemaVersion: 1,
            apps: {
                newlyFailing: ["looked-up@1.0"],
                fixed: ["img-gen@4.0"],
                stillFailing: [],
                passing: 0,
                notJudged: 0,
            },
            appeared: [],
            undecided: [],
            changed: [
                expect.objectContaining({
                    rule: "memory-minimum",
                    tag: "looked-up@1.0",
                    enforcementLevel: "mandatory",
                    enforcementLevelBefore: "advisory",
                }),
            ],
            ended: [
                expect.objectContaining({ rule: "gpu-allowed", why: "not found" }),
                expect.objectContaining({ rule: "waiver-expired", why: "not found" }),
            ],
            stayed: 0,
        });
    });

    it.each([
        ["advisory", "mandatory", 0],
        ["advisory", "advisory", 1],
        ["advisory", "none", 0],
        ["mandatory", "advisory", 1],
        ["mandatory", "none", 0],
    ])("new findings that are %s, with --fail-on %s: %d", async (level, failOn, status) => {
        write("a.yaml", "app-readable: advisory");
        write("b.yaml", `memory-minimum: { enforcementLevel: ${level}, minimum: 2 }`);
        expect((await diff("--fail-on", failOn)).status).toBe(status);
    });

    it("asks whether the new rules are meant, where they deny what is no GPU", async () => {
        write("a.yaml", "app-readable: advisory");
        write("b.yaml", "gpu-allowed: { deny: [H1OO] }");
        expect((await diff()).stderr).toContain(
            'Check whether you meant this: b.yaml:1: rules.gpu-allowed.deny[0] is "H1OO"',
        );
    });

    it("compares nothing where there is no app, unless that is allowed", async () => {
        write("a.yaml", "cpu-required: advisory");
        write("b.yaml", "cpu-required: mandatory");
        const empty = JSON.stringify({
            version: 3,
            deployment: {
                resources: [
                    {
                        urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
                        type: "pulumi:pulumi:Stack",
                    },
                ],
            },
        });
        const args = ["diff", "--old", "a.yaml", "--new", "b.yaml"];
        const { stderr, ...ended } = await run(args, empty);
        expect(ended).toEqual({ status: 2, stdout: "" });
        expect(stderr).toMatch(/^Nothing was compared: the stack has no app\. /);
        expect((await run([...args, "--allow-empty"], empty)).status).toBe(0);
    });

    it.each([
        ["no rule runs", "app-readable: disabled", "no rule runs by b.yaml (no environment)"],
        ["no rule is for an app", "cpu-required: { apps: [x] }", "is for one of the apps"],
        ["no rule has what it judges by", "memory-maximum: mandatory", "has a setting that"],
    ])("says that nothing passes and nothing is fixed where %s", async (_what, rules, why) => {
        write("a.yaml", "cpu-required: mandatory");
        write("b.yaml", rules);
        const { status, stdout, stderr } = await diff();
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toContain("Nothing was compared: ");
        expect(stderr).toContain(why);

        const allowed = await diff("--allow-empty");
        expect(allowed.status).toBe(0);
        expect(allowed.stdout).toContain(
            "Apps: 0 newly fail, 0 fixed, 0 still fail, 0 still pass, 2 not judged.\n",
        );
    });

    it("says of an app that the new rules leave out neither that it passes nor that it is fixed", async () => {
        write("a.yaml", "cpu-required: mandatory");
        write("b.yaml", "memory-minimum: { minimum: 1, apps: [looked-up] }");
        expect((await diff()).stdout).toContain(
            "Apps: 0 newly fail, 1 fixed, 0 still fail, 0 still pass, 1 not judged.\n",
        );
    });

    it("says where the old rules judge nothing", async () => {
        write("a.yaml", "app-readable: disabled");
        write("b.yaml", "cpu-required: mandatory");
        const { status, stderr } = await diff();
        expect(status).toBe(1);
        expect(stderr).toContain(
            "Nothing was judged by a.yaml (no environment), so that all that is found now is new.\n",
        );
    });

    describe("of two apps with one tag", () => {
        const snapshot = (...apps: AppRecord[]) =>
            writeFileSync(join(folder, "today.json"), formatSnapshot(apps));
        const twin = (id: string, gpu: string) =>
            appRecord({ gpu: [gpu] }, { id, tag: "twin@1.0", name: "twin", version: "1.0" });
        const compare = () =>
            run([
                ...["diff", "--old", "a.yaml", "--new", "b.yaml"],
                ...["--snapshot", "today.json"],
            ]);
        const allow = (file: string, gpus: string) =>
            write(file, `gpu-allowed: { enforcementLevel: mandatory, allow: [${gpus}] }`);

        it("tells that the one fails where the other is fixed", async () => {
            snapshot(twin("1", "T4"), twin("2", "H100"));
            allow("a.yaml", "T4");
            allow("b.yaml", "H100");
            const { status, stdout } = await compare();
            expect(stdout).toMatch(/^Newly refused \(1\)\n {2}twin@1\.0: .*\n.* lists "T4"/);
            expect(status).toBe(1);
        });

        it("tells that the second fails, too", async () => {
            snapshot(twin("1", "L4"), twin("2", "L4"), twin("3", "H100"));
            allow("a.yaml", "H100");
            allow("b.yaml", "T4");
            const { status, stdout } = await compare();
            expect(stdout).toMatch(/^Newly refused \(1\)\n {2}twin@1\.0: .*\n.* lists "H100"/);
            expect(stdout).toContain("2 findings as before.");
            expect(status).toBe(1);
        });
    });

    it("takes a finding for the same where other settings find another value", async () => {
        writeFileSync(join(folder, "today.json"), formatSnapshot([appRecord({ minCpu: 1 })]));
        write("a.yaml", "stack-hourly-cost: { maximum: 1, cpuHour: 2 }");
        write("b.yaml", "stack-hourly-cost: { maximum: 1, cpuHour: 3 }");
        const { status, stdout } = await run([
            ...["diff", "--old", "a.yaml", "--new", "b.yaml", "--fail-on", "advisory"],
            ...["--snapshot", "today.json"],
        ]);
        expect(stdout).toMatch(/^1 finding as before\./);
        expect(status).toBe(0);
    });

    it.each([
        [["diff"], "There is nothing to compare with. Give --new"],
        [["diff", "--since", "a.json", "--new", "b.yaml"], "--since and --new can't be used"],
        [["diff", "--since", "a.json", "--old", "b.yaml"], "--since and --old can't be used"],
    ])("%j can't be compared", async (args, problem) => {
        const { status, stdout, stderr } = await run(args, state);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toContain(problem);
    });
});
