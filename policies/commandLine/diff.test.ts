import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppRecord } from "bytenite-core/model";
import { formatSnapshot } from "../doors/snapshot/snapshot";
import { appRecord } from "../appRecord.testSupport";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

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
            },
            appeared: [],
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
        write("a.yaml", "");
        write("b.yaml", "");
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
        expect(await run(args, empty)).toMatchObject({ status: 2, stdout: "" });
        expect((await run([...args, "--allow-empty"], empty)).status).toBe(0);
    });

    describe("with --since", () => {
        const app = (name: string, minMemory: number) =>
            appRecord({ minMemory }, { tag: `${name}@1.0`, name, version: "1.0", id: name });
        const snapshot = (name: string, ...apps: AppRecord[]) =>
            writeFileSync(join(folder, name), formatSnapshot(apps));
        const since = (...args: string[]) =>
            run(["diff", "--since", "yesterday.json", "--snapshot", "today.json", ...args]);
        const MEMORY =
            "rules: { all: disabled, memory-minimum: { enforcementLevel: LEVEL, minimum: 2 } }";
        const rules = (level: string) => writeFileSync(rulesFile, MEMORY.replace("LEVEL", level));

        it("tells what is new in the apps, and not what was there already", async () => {
            rules("mandatory");
            snapshot("yesterday.json", app("old", 1), app("raised", 1), app("worse", 4));
            snapshot("today.json", app("new", 1), app("old", 1), app("raised", 4), app("worse", 1));

            const { status, stdout, stderr } = await since();

            expect(stdout).toBe(`Newly refused (2)
  new@1.0: memory-minimum (mandatory)
    new@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB, set in bytenite.rules.yaml:1.
  worse@1.0: memory-minimum (mandatory)
    worse@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB, set in bytenite.rules.yaml:1.

Counts no more (1)
  raised@1.0: memory-minimum (mandatory): it is not found any more

1 finding as before. Apps: 2 newly fail, 1 fixed, 1 still fail, 0 still pass.
`);
            expect(stderr).toBe(
                "The snapshot yesterday.json (3 apps) and the snapshot today.json (4 apps) were judged by bytenite.rules.yaml (no environment).\n",
            );
            expect(status).toBe(1);
        });

        it("is content where nothing is new, whatever is wrong", async () => {
            rules("mandatory");
            snapshot("yesterday.json", app("old", 1));
            snapshot("today.json", app("old", 1));
            expect((await since("--fail-on", "advisory")).status).toBe(0);
        });

        it.each([
            ["no app", [], "mandatory", "the snapshot has no app"],
            ["no rule", [app("old", 1)], "disabled", "no rule runs"],
        ])(
            "compares nothing where there is %s, unless that is allowed",
            async (_what, apps, level, why) => {
                rules(level);
                snapshot("yesterday.json", app("old", 1));
                snapshot("today.json", ...apps);
                const { status, stdout, stderr } = await since();
                expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
                expect(stderr).toContain(`Nothing was compared: ${why}`);
                expect((await since("--allow-empty")).status).toBe(0);
            },
        );

        it.each([
            ["is not there", undefined],
            ["is cut off", '{"schemaVersion": 1, "apps": ['],
        ])("fails where the earlier snapshot %s", async (_what, text) => {
            rules("mandatory");
            snapshot("today.json", app("old", 1));
            rmSync(join(folder, "yesterday.json"), { force: true });
            if (text !== undefined) writeFileSync(join(folder, "yesterday.json"), text);
            const { status, stdout, stderr } = await since();
            expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
            expect(stderr).toContain("yesterday.json");
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
});
