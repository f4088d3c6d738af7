import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP_RESOURCE_TYPE } from "bytenite-model";
import { appRecord } from "../appRecord.testSupport";

const folder = mkdtempSync(join(tmpdir(), "bytenite-policies-"));
const COMMAND = join(__dirname, "../bin/bytenite-policies.js");
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
        cwd: folder,
        input,
        encoding: "utf8",
        env: { ...process.env, PWD: folder, BYTENITE_TODAY: "2026-01-15" },
    });
    return { status, stdout, stderr };
};

const { id, ...facts } = appRecord({ gpu: ["H100"], minMemory: 4 });
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const state = JSON.stringify({
    version: 3,
    deployment: {
        resources: [
            {
                urn: urn("pulumi:pulumi:Stack", "shop-prod"),
                type: "pulumi:pulumi:Stack",
                outputs: {
                    same: { ...facts, id },
                    other: appRecord(
                        { minMemory: 1 },
                        { tag: "looked-up@1.0", name: "looked-up", version: "1.0", id: "2" },
                    ),
                },
            },
            {
                urn: urn(APP_RESOURCE_TYPE, "render"),
                type: APP_RESOURCE_TYPE,
                inputs: { ...facts, appId: id },
            },
        ],
    },
});

beforeEach(() => {
    writeFileSync(
        join(folder, "bytenite.rules.yaml"),
        `rules:
  all: disabled
  gpu-allowed:
    enforcementLevel: advisory
    allow: [t4]
  memory-minimum: { minimum: 2 }
environments:
  production:
    stacks: ["shop/prod"]
    rules:
      gpu-allowed: mandatory
waivers:
  - { rule: gpu-allowed, app: img-gen@*, reason: r, owner: o, expires: 2026-01-14 }
`,
    );
});

describe("bytenite-policies check", () => {
    it("explains each finding in the state of a stack, and fails for a mandatory one", () => {
        const { status, stdout, stderr } = run(["check"], state);
        expect(stderr).toBe("");
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

    it("writes JSON, reads a file, and succeeds without a mandatory finding", () => {
        writeFileSync(join(folder, "state.json"), state.replaceAll("prod::shop", "dev::shop"));
        const { status, stdout } = run(["check", "--json", "state.json"]);
        expect(status).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject([
            { rule: "gpu-allowed", enforcementLevel: "advisory", tag: "img-gen@4.0" },
            { rule: "waiver-expired" },
            { rule: "memory-minimum" },
        ]);
    });

    it.each([
        [
            "no JSON",
            "nope",
            /must be the JSON that `pulumi stack export` writes, but it is not JSON/,
        ],
        ["other JSON", "{}", /has no deployment/],
        ["null", "null", /has no deployment/],
        ["an empty state", '{"deployment":{}}', /The state has no stack/],
    ])("says what is wrong with %s", (_what, input, message) => {
        const { status, stderr } = run(["check"], input);
        expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
        expect(stderr).not.toMatch(/^\s+at /m);
    });

    it("says that a file is not there", () => {
        expect(run(["check", "none.json"])).toMatchObject({
            status: 2,
            stderr: "none.json: there is no such file\n",
        });
        expect(run(["--rules", "none.yaml", "check"], state)).toMatchObject({
            status: 2,
            stderr: expect.stringContaining("There is no rules file at ") as string,
        });
    });
});

describe("bytenite-policies baseline", () => {
    it("accepts what is found today, and nothing that changes later", () => {
        expect(run(["baseline", "--output", "accepted.json"], state).status).toBe(0);
        const rules = join(folder, "bytenite.rules.yaml");
        writeFileSync(rules, `${readFileSync(rules, "utf8")}baseline: accepted.json\n`);
        const after = run(["check"], state);
        expect(after.status).toBe(0);
        expect(after.stdout).toContain("baseline-accepted");
        const changed = run(["check"], state.replaceAll("H100", "H200"));
        expect(changed.status).toBe(1);
        expect(changed.stdout).toContain('img-gen@4.0 lists "H200"');
        expect(run(["baseline"], state).stdout).toBe(
            readFileSync(join(folder, "accepted.json"), "utf8"),
        );
    });
});

describe("bytenite-policies rules", () => {
    it("shows what holds for a stack, and what set it", () => {
        const { stdout } = run(["rules", "shop/prod"]);
        expect(stdout).toContain(
            'gpu-allowed: mandatory\n  allow: ["t4"]  (bytenite.rules.yaml:5)\n',
        );
        expect(stdout).toContain("gpu-known: disabled\n");
        expect(run(["rules"]).stdout).toContain("gpu-allowed: advisory\n");
    });
});

describe("bytenite-policies", () => {
    it("shows its usage for a wrong command, with exit code 2", () => {
        const { status, stderr } = run(["chekc"]);
        expect([status, stderr]).toEqual([2, expect.stringContaining("check")]);
        expect(run(["--help"]).status).toBe(0);
    });
});
