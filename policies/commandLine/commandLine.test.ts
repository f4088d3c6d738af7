import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

describe("bytenite-policies check", () => {
    it("explains each finding in the state of a stack, and fails for a mandatory one", async () => {
        const { status, stdout, stderr } = await run(["check"], state);
        expect(stderr).toBe(
            "The stack shop/prod was judged by bytenite.rules.yaml (environment production), as of 2026-01-15, which BYTENITE_TODAY says: 2 apps, 2 rules, 1 of them mandatory.\n",
        );
        expect(status).toBe(1);
        expect(stdout.replace(/ [0-9a-f]{16}$/gm, " ID").replace(/@\d[^/]*\/rules/g, "@V/rules"))
            .toBe(`img-gen@4.0: gpu-allowed (mandatory, high)
  img-gen@4.0 lists "H100", which is not allowed (allowed: "t4").
  field   deviceRequirements.gpu
  found   ["H100"]
  limit   {"allow":["t4"],"match":"every"}
  set in  bytenite.rules.yaml:5
  fix     In the app's manifest, set "device_requirements": {"gpu": ["tesla t4"]} and push the app again.
  waiver  The waiver at bytenite.rules.yaml:13 expired on 2026-01-14.
  page    https://unpkg.com/pulumi-bytenite-policies@V/rules/gpu-allowed/README.md
  id      ID

img-gen@4.0: waiver-expired (advisory, medium)
  The waiver of gpu-allowed for img-gen@4.0 at bytenite.rules.yaml:13 expired on 2026-01-14.
  field   waivers/gpu-allowed/img-gen@*/2026-01-14
  found   "2026-01-14"
  limit   "2026-01-15"
  fix     Remove it from bytenite.rules.yaml, or ask o for another date.
  page    https://unpkg.com/pulumi-bytenite-policies@V/rules/waiver-expired/README.md
  id      ID

looked-up@1.0: memory-minimum (advisory, medium)
  looked-up@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB.
  field   deviceRequirements.minMemory
  found   1
  limit   2
  set in  bytenite.rules.yaml:6
  fix     In the app's manifest, set "device_requirements": {"min_memory": 2} and push the app again.
  page    https://unpkg.com/pulumi-bytenite-policies@V/rules/memory-minimum/README.md
  id      ID

1 mandatory, 2 advisory
`);
    });

    it("writes JSON, reads a file, and succeeds without a mandatory finding", async () => {
        writeFileSync(join(folder, "state.json"), state.replaceAll("prod::shop", "dev::shop"));
        const { status, stdout } = await run(["check", "--json", "state.json"]);
        expect(status).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject([
            { rule: "gpu-allowed", enforcementLevel: "advisory", tag: "img-gen@4.0" },
            { rule: "waiver-expired" },
            { rule: "memory-minimum" },
        ]);
    });
});

describe("bytenite-policies baseline", () => {
    it("accepts what is found today, and nothing that changes later", async () => {
        const { status, stderr } = await run(["baseline", "--output", "accepted.json"], state);
        expect(status).toBe(0);
        expect(stderr).toMatch(
            /^accepted\.json accepts \d+ findings?, where the rules file names it as its baseline\.$/m,
        );
        writeFileSync(rulesFile, `${readFileSync(rulesFile, "utf8")}baseline: accepted.json\n`);
        const after = await run(["check"], state);
        expect(after.status).toBe(0);
        expect(after.stdout).toContain("baseline-accepted");
        const changed = await run(["check"], state.replaceAll("H100", "H200"));
        expect(changed.status).toBe(1);
        expect(changed.stdout).toContain('img-gen@4.0 lists "H200"');
        expect((await run(["baseline"], state)).stdout).toBe(
            readFileSync(join(folder, "accepted.json"), "utf8"),
        );
    });

    it.each([
        ["is not there yet", undefined],
        ["has a merge conflict", "<<<<<<< HEAD\n"],
    ])("is written where the rules file names one that %s", async (_what, content) => {
        const file = join(folder, "first.json");
        rmSync(file, { force: true });
        if (content !== undefined) writeFileSync(file, content);
        writeFileSync(rulesFile, `${readFileSync(rulesFile, "utf8")}baseline: first.json\n`);
        expect((await run(["check"], state)).status).toBe(2);
        expect((await run(["baseline", "--output", "first.json"], state)).status).toBe(0);
        expect((await run(["check"], state)).status).toBe(0);
    });

    it("leaves out what nobody can judge, and says so", async () => {
        const unverified = state.replace('"appId":', '"lookedUp":false,"appId":');
        const { stdout, stderr } = await run(["baseline"], unverified);
        expect((JSON.parse(stdout) as { findings: unknown }).findings).toMatchObject([
            { rule: "memory-minimum", app: "looked-up@1.0" },
        ]);
        expect(stderr).toContain(
            "Left out, since no baseline accepts what can't be read or judged: 3 findings. `bytenite-policies check` explains each.\n",
        );
    });

    it("accepts nothing that can't be read, which would hold whatever the app becomes", async () => {
        const unreadable = state.replace('"minMemory":4', '"minMemory":"4"');
        const { stdout, stderr } = await run(["baseline"], unreadable);
        const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] };
        expect(findings.map(({ rule }) => rule)).not.toContain("app-readable");
        expect(stderr).toContain("can't be read or judged: 1 finding.");
        const field = "deviceRequirements.minMemory";
        const entry = { rule: "app-readable", app: "img-gen@4.0", field, found: "a text" };
        const old = { schemaVersion: 1, findings: [entry] };
        writeFileSync(join(folder, "old.json"), JSON.stringify(old));
        writeFileSync(rulesFile, `${readFileSync(rulesFile, "utf8")}baseline: old.json\n`);
        expect((await run(["check"], unreadable)).stdout).toContain("app-readable");
    });
});

describe("bytenite-policies rules", () => {
    it("shows what holds for a stack, and what set it", async () => {
        const { stdout } = await run(["rules", "shop/prod"]);
        expect(stdout).toContain(
            'gpu-allowed: mandatory\n  allow: ["t4"]  (bytenite.rules.yaml:5)\n',
        );
        expect(stdout).toContain("gpu-known: disabled\n");
        expect((await run(["rules"])).stdout).toContain("gpu-allowed: advisory\n");
    });

    it("shows only those that run, or that none does", async () => {
        const { stdout } = await run(["rules", "shop/prod", "--enabled"]);
        expect(stdout).toContain("gpu-allowed: mandatory\n");
        expect(stdout).not.toContain("disabled");
        const names = stdout.split("\n").flatMap((line) => /^([a-z-]+): /.exec(line)?.[1] ?? []);
        writeFileSync(
            rulesFile,
            `rules:\n${names.map((name) => `  ${name}: disabled\n`).join("")}  all: disabled\n`,
        );
        expect((await run(["rules", "--enabled"])).stdout).toBe("No rule is enabled.\n");
    });

    it("takes no empty name for the file that holds", async () => {
        const { status, stderr } = await run(["--rules=", "rules"]);
        expect([status, stderr]).toEqual([2, expect.stringContaining("a folder, not a file")]);
    });

    it.each(["prod", "shop/", "/prod", "a/b/c/d", "shop/*"])(
        "refuses a stack that is none: %s",
        async (stack) => {
            for (const args of [
                ["rules", stack],
                ["gpus", "--stack", stack],
            ]) {
                expect(await run(args)).toMatchObject({
                    status: 2,
                    stdout: "",
                    stderr: `"${stack}" is not the name of a stack: write project/stack, or organization/project/stack\n`,
                });
            }
        },
    );
});

describe("bytenite-policies", () => {
    it("shows its usage for a wrong command, with exit code 2", async () => {
        const { status, stderr } = await run(["chekc"]);
        expect([status, stderr]).toEqual([2, expect.stringContaining("check")]);
        expect((await run(["--help"])).status).toBe(0);
    });
});

describe("bytenite-policies gpus", () => {
    it("shows what names are taken for, and which entry for a stack allows or denies them", async () => {
        writeFileSync(
            join(folder, "bytenite.rules.yaml"),
            `rules:
  gpu-allowed:
    allow: [t4, "a100*", { family: hopper }]
    deny: [a100 80gb]
environments:
  production:
    stacks: ["shop/prod"]
    rules:
      gpu-allowed: { allow: [l4], deny: [] }
      gpu-first-choice: { allow: ["*40gb"] }
`,
        );
        const names = ["A100-SXM4-40GB", "NVIDIA H100 NVL", "a100", "A100 80GB PCIe", "h10o"];
        const everywhere = await run(["gpus", ...names]);
        expect(everywhere).toEqual({ status: 0, stdout: expect.anything() as string, stderr: "" });
        expect(everywhere.stdout.split("\n\n").map((each) => each.split("\n").at(0))).toEqual(
            names.map((name) => `"${name}"`),
        );
        expect(
            everywhere.stdout.split("\n").filter((line) => line.includes("gpu-allowed")),
        ).toEqual([
            '  gpu-allowed  allowed by "a100*" (bytenite.rules.yaml:3)',
            "  gpu-allowed  allowed by { family: hopper } (bytenite.rules.yaml:3)",
            '  gpu-allowed  refused: it may be a model denied by "a100 80gb" (bytenite.rules.yaml:4)',
            '  gpu-allowed  denied by "a100 80gb" (bytenite.rules.yaml:4)',
            '  gpu-allowed  refused: it is not known, so that it may be a model denied by "a100 80gb" (bytenite.rules.yaml:4)',
        ]);
        expect(everywhere.stdout).toContain('no GPU that is known; did you mean "nvidia h100"?');
        const { stdout } = await run(["gpus", "a100 40gb", "--stack", "shop/prod"]);
        expect(stdout).toBe(`"a100 40gb"
  means             nvidia a100-sxm4-40gb
  parts             NVIDIA A100, form sxm4
  memory            40 GB
  family            ampere, compute capability 8.0, released in 2020, up to 400 W
  known from        ByteNite, which was seen to use it (example in ByteNite's API pages)
  gpu-allowed       not allowed: no entry of allow covers it (bytenite.rules.yaml:9 for the environment production)
  gpu-first-choice  allowed by "*40gb" (bytenite.rules.yaml:10 for the environment production)
`);
    });

    it("shows every model that is known, the organisation's own included", async () => {
        writeFileSync(
            join(folder, "bytenite.rules.yaml"),
            "catalogue: { gpus: { models: [{ name: quantum 9000, family: quantum, vram: 96 }] } }\n",
        );
        const { status, stdout } = await run(["gpus"]);
        const lines = stdout.split("\n");
        expect(status).toBe(0);
        expect(lines.length).toBeGreaterThan(250);
        expect(lines).toContainEqual(
            expect.stringMatching(/^tesla t4 +16 GB +turing +7\.5 +2018 +70 W +observed$/),
        );
        expect(lines).toContainEqual(
            expect.stringMatching(/^quantum 9000 +96 GB +quantum +organisation$/),
        );
        expect(lines).toContainEqual(
            expect.stringMatching(
                /^amd instinct mi300x +192 GB +cdna 3 +2023 +750 W +public range$/,
            ),
        );
    });
});

describe("a variable of the environment that is misspelt", () => {
    it("is warned about by each command, which does its work", async () => {
        const { status, stdout, stderr } = await run(["rules"], "", {
            BYTENITE_RULEFILE: "CANARY",
        });
        expect(stderr).toBe(
            "warning: The environment has BYTENITE_RULEFILE, which nothing here reads. Is BYTENITE_RULES_FILE meant?\n" +
                "These rules hold by bytenite.rules.yaml (no environment):\n",
        );
        expect(status).toBe(0);
        expect(stdout).toContain("memory-minimum");
    });
});
