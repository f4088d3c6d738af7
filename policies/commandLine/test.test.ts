import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

const RULES = `defaults:
  onUnknown: fail
rules:
  all: disabled
  gpu-allowed:
    enforcementLevel: mandatory
    allow: [t4, l4]
  memory-minimum: { minimum: 4 }
  stack-app-count:
    maximum: 2
environments:
  staging:
    stacks: ["*/staging"]
    rules: { gpu-allowed: advisory }
waivers:
  - { rule: gpu-allowed, app: old@1.0, reason: legacy, owner: o, expires: 2026-12-31 }
  - { rule: gpu-allowed, app: gone@1.0, reason: legacy, owner: o, expires: 2026-01-31 }
  - { rule: stack-app-count, reason: legacy, stacks: [shop/wide], owner: o, expires: 2026-12-10 }
baseline: accepted.json
`;
const ACCEPTED = {
    schemaVersion: 1,
    findings: [
        {
            rule: "memory-minimum",
            app: "small@1.0",
            field: "deviceRequirements.minMemory",
            found: 1,
        },
    ],
};
const CASES = `stack: shop/prod
today: 2026-12-01
cases:
  - case: a T4 is fine
    app: { deviceRequirements: { gpu: [Tesla T4], minMemory: 4 } }
  - case: an H100 is not
    app: { tag: render@2.0, deviceRequirements: { gpu: [H100], minMemory: 8 } }
    finds: [{ rule: gpu-allowed, level: mandatory, app: render@2.0 }]
  - case: waivers and the baseline hold, and are reported
    stack: acme/shop/wide
    apps:
      - { tag: old@1.0, deviceRequirements: { gpu: [H100], minMemory: 8 } }
      - { tag: gone@1.0, deviceRequirements: { gpu: [T4], minMemory: 8 } }
      - { tag: small@1.0, deviceRequirements: { minMemory: 1 } }
    finds:
      - { rule: waiver-applied, app: old@1.0, contains: legacy }
      - { rule: waiver-applied, app: "", contains: legacy }
      - { rule: waiver-expiring, app: "" }
      - { rule: waiver-expired, app: gone@1.0 }
      - { rule: baseline-accepted, app: small@1.0 }
  - case: three are too many
    apps:
      - { tag: a@1.0, deviceRequirements: { minMemory: 8 } }
      - { tag: b@1.0, deviceRequirements: { minMemory: 8 } }
      - { tag: c@1.0, deviceRequirements: { minMemory: 3.9 } }
    finds: [{ rule: stack-app-count, app: "" }, { rule: memory-minimum, app: c@1.0 }]
`;

beforeEach(() => {
    writeFileSync(rulesFile, RULES);
    writeFileSync(join(folder, "accepted.json"), JSON.stringify(ACCEPTED));
    writeFileSync(join(folder, "bytenite.rules.test.yaml"), CASES);
});

const OK = `bytenite.rules.test.yaml
  ok    a T4 is fine
  ok    an H100 is not
  ok    waivers and the baseline hold, and are reported
  ok    three are too many

`;

describe("bytenite-policies test", () => {
    it("tells of each case, and what no case exercises and notices", async () => {
        const { status, stdout, stderr } = await run([
            "test",
            "--coverage",
            "--mutate",
            "--lcov",
            "rules.lcov",
        ]);
        expect([status, stderr]).toEqual([0, ""]);
        expect(stdout).toBe(`${OK}Coverage of bytenite.rules.yaml: 12 of 14 (85.7 %) parts exercised
  bytenite.rules.yaml:12: environments.staging: no case is for a stack that it covers
  bytenite.rules.yaml:14: environments.staging.rules.gpu-allowed: in no case does it decide about a rule that is for an app of the case

Mutants of bytenite.rules.yaml: 9 of 12 (75 %) noticed
  bytenite.rules.yaml:7: rules.gpu-allowed.allow: without "l4": no case notices
  bytenite.rules.yaml:10: rules.stack-app-count.maximum: 2 → 1: no case notices
  bytenite.rules.yaml:14: environments.staging.rules.gpu-allowed: without "advisory": no case notices

4 cases, 0 failed
`);
        const lcov = readFileSync(join(folder, "rules.lcov"), "utf8");
        expect(lcov).toMatch(/^TN:\nSF:bytenite\.rules\.yaml\nDA:4,4\n/);
        expect(lcov).toContain("\nDA:12,0\n");
        expect(lcov).toMatch(/\nLF:13\nLH:11\nend_of_record\n$/);
    });

    it.each([
        [["--coverage", "--mutate", "--threshold", "75"], 0],
        [["--coverage", "--threshold", "85.8"], 1],
        [["--coverage", "--mutate", "--threshold", "75.1"], 1],
    ])("%j: %d", async (args, status) => {
        expect((await run(["test", ...args])).status).toBe(status);
    });

    it("shows what is missing and what is too much, with the line of the case", async () => {
        writeFileSync(
            join(folder, "bytenite.rules.test.yaml"),
            `${CASES.replace("Tesla T4", "L40S")}  - case: "\\u202emissing"\n    app: { deviceRequirements: { minMemory: 8 } }\n    finds: [{ rule: gpu-known, level: advisory }]\n`,
        );
        const { status, stdout, stderr } = await run(["test", "--mutate"]);
        expect(status).toBe(1);
        expect(stdout).toContain(`  FAIL  a T4 is fine (bytenite.rules.test.yaml:4)
        + found, but not expected:  gpu-allowed (mandatory) on img-gen@4.0: img-gen@4.0 lists "L40S"`);
        expect(stdout).toContain(`  FAIL  \\u202emissing (bytenite.rules.test.yaml:27)
        - expected, but not found:  gpu-known (advisory)
`);
        expect(stdout).toMatch(/\n5 cases, 2 failed\n$/);
        expect(stderr).toBe("The rules file was not changed: --mutate is for cases that pass.\n");
    });

    it("runs several files, and judges by the rules file that is named", async () => {
        mkdirSync(join(folder, "more"), { recursive: true });
        const other =
            "rulesFile: ../bytenite.rules.yaml\nstack: shop/staging\ncases:\n  - { case: c, app: {} }\n";
        writeFileSync(join(folder, "more/staging.yaml"), other);
        const both = await run([
            "test",
            "bytenite.rules.test.yaml",
            "more/staging.yaml",
            "--coverage",
        ]);
        expect(both.stdout).toContain("more/staging.yaml\n  FAIL  c (more/staging.yaml:4)\n");
        // Of both files together, once.
        expect(both.stdout.match(/Coverage of .*/g)).toEqual([
            "Coverage of bytenite.rules.yaml: 14 of 14 (100 %) parts exercised",
        ]);
        writeFileSync(join(folder, "loose.yaml"), "rules: { all: disabled, gpu-known: advisory }");
        const loose = await run(["--rules", "loose.yaml", "test", "more/staging.yaml"]);
        expect([loose.status, loose.stdout]).toEqual([
            0,
            "more/staging.yaml\n  ok    c\n\n1 case, 0 failed\n",
        ]);
    });

    it.each<[string, string[], string, RegExp]>([
        [
            "no case",
            ["test"],
            "cases: []",
            /^bytenite\.rules\.test\.yaml:1: cases must be a list of at least/,
        ],
        [
            "a threshold of nothing",
            ["test", "--threshold", "9"],
            CASES,
            /^--threshold is for --coverage and --mutate/,
        ],
        [
            "no share",
            ["test", "--coverage", "--threshold", "101"],
            CASES,
            /It must be a number from 0 to 100\.$/m,
        ],
        [
            "no rule that runs",
            ["--rules", "off.yaml", "test"],
            "cases: [{ case: c, app: {} }]",
            /tests nothing: no rule of /,
        ],
        [
            "an organization that nobody tells",
            ["--rules", "acme.yaml", "test"],
            "cases: [{ case: c, stack: shop/prod, app: {} }]",
            /^acme\.yaml:1: "acme\/\*\/\*" asks for an organization/,
        ],
    ])("does not pass with %s", async (_what, args, cases, message) => {
        writeFileSync(join(folder, "bytenite.rules.test.yaml"), cases);
        writeFileSync(join(folder, "off.yaml"), "rules: { all: disabled }");
        writeFileSync(join(folder, "acme.yaml"), 'environments: { a: { stacks: ["acme/*/*"] } }');
        const { status, stderr } = await run(args);
        expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
        expect(stderr).not.toMatch(/^\s+at /m);
    });
});
