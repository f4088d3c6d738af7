import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

const FAR = "2999-12-31";

const OWN_RULE = `exports.rule = {
    ...{ name: "ours", description: "d", explanation: "e", remediation: "r" },
    ...{ category: "container", severity: "low", scope: "app", evaluate: () => [] },
    settings: { most: { type: "number", description: "m" } },
};`;

describe("bytenite-policies validate", () => {
    it("says in a line what a good file has", async () => {
        writeFileSync(rulesFile, readFileSync(rulesFile, "utf8").replace("2026-01-14", FAR));
        expect(await run(["validate"])).toEqual({
            status: 0,
            stdout: "bytenite.rules.yaml is fine: 2 rules enabled, none of them mandatory, 1 environment, 1 waiver.\n",
            stderr: "",
        });
        expect((await run(["validate", "--stack", "shop/prod"])).stdout).toBe(
            "bytenite.rules.yaml is fine: 2 rules enabled for shop/prod (production), 1 of them mandatory, 1 environment, 1 waiver.\n",
        );
    });

    it("asks whether what is doubtful is meant", async () => {
        writeFileSync(
            rulesFile,
            `rules: { all: disabled, gpu-allowed: { deny: [H1OO] } }\nwaivers: [{ rule: gpu-allowed, app: "*", reason: r, owner: o, expires: 2020-01-01 }]\n`,
        );
        expect(await run(["validate"])).toEqual({
            status: 0,
            stdout: [
                "bytenite.rules.yaml can be used: 1 rule enabled, none of them mandatory, 0 environments, 1 waiver.",
                "Check whether you meant this:",
                'bytenite.rules.yaml:1: rules.gpu-allowed.deny[0] is "H1OO", which is no known GPU model, so that it denies none; did you mean "nvidia h100"?',
                "bytenite.rules.yaml:2: the waiver of gpu-allowed expired on 2020-01-01. Remove it, or agree on a new date with its owner",
                "",
            ].join("\n"),
            stderr: "",
        });
        // Those who never validate are told by each run.
        const { status, stderr } = await run(["check", "--allow-empty"], state);
        expect([status, stderr]).toEqual([
            0,
            expect.stringMatching(
                /\nCheck whether you meant this: bytenite\.rules\.yaml:1: rules\.gpu-allowed\.deny\[0\] is "H1OO", .*\?\n/,
            ),
        ]);
        writeFileSync(rulesFile, "rules: { all: disabled }\n");
        expect((await run(["validate"])).stdout).toMatch(
            /meant this:\nbytenite\.rules\.yaml: no rule is enabled\n$/,
        );
    });

    it("looks at the files that it names", async () => {
        writeFileSync(rulesFile, "baseline: b.json\nlock: l.json\n");
        const entry = { rule: "gpu-known", app: "a@1.0", field: "f", found: null };
        writeFileSync(
            join(folder, "b.json"),
            JSON.stringify({ schemaVersion: 1, findings: [entry] }),
        );
        writeFileSync(join(folder, "l.json"), JSON.stringify({ apps: { "a@1.0": { hash: "h" } } }));
        expect((await run(["validate"])).stdout).toMatch(
            /, 0 waivers, 1 baseline entry, 1 locked tag\.\n$/,
        );
    });

    it("tells every problem of all files, and nothing on standard output", async () => {
        const rules = Array.from({ length: 30 }, (_, index) => `  no-rule-${index}: advisory`);
        writeFileSync(
            join(folder, "bad.yaml"),
            ["rules:", ...rules, "baseline: bad.json", "lock: none.json", ""].join("\n"),
        );
        writeFileSync(join(folder, "bad.json"), "{}");
        const { status, stdout, stderr } = await run(["validate", "bad.yaml"]);
        expect([status, stdout]).toEqual([2, ""]);
        expect(stderr.trimEnd().split("\n")).toEqual([
            ...rules.map((line, index): unknown =>
                expect.stringMatching(
                    `^bad.yaml:${index + 2}: rules has the unknown key "${line.trim().split(":")[0]}"`,
                ),
            ),
            "bad.json:1: the baseline has no schemaVersion",
            "bad.json:1: the baseline has no findings",
            expect.stringMatching(
                '^bad.yaml:33: lock is "none.json", and there is no file none.json',
            ),
        ]);
    });

    it("writes a schema that knows the organisation's own rules", async () => {
        writeFileSync(join(folder, "ours.js"), OWN_RULE);
        const text =
            "rulePackages: [./ours.js]\nrules: { ours: { most: 5 }, gpu-known: advisory }\n";
        writeFileSync(rulesFile, text);
        const { status, stderr } = await run(["validate", "--schema", "rules.schema.json"]);
        expect([status, stderr]).toEqual([0, ""]);
        const schema = JSON.parse(
            readFileSync(join(folder, "rules.schema.json"), "utf8"),
        ) as object;
        const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
        expect(isValid(parse(text))).toBe(true);
        expect(isValid({ rules: { ours: { most: "x" } } })).toBe(false);
        expect(isValid({ rules: { theirs: "advisory" } })).toBe(false);
    });

    it("refuses what no stack could be judged by", async () => {
        writeFileSync(rulesFile, 'environments: { a: { stacks: ["acme/*/prod"] } }');
        expect((await run(["validate"])).status).toBe(0);
        const { status, stderr } = await run(["validate", "--stack", "shop/prod"]);
        expect([status, stderr]).toEqual([2, expect.stringContaining("asks for an organization")]);
    });

    it("says that there is nothing to check", async () => {
        expect(await run(["--rules", "none.yaml", "validate"])).toMatchObject({
            status: 2,
            stderr: expect.stringMatching(
                /^There is no rules file at .*none\.yaml, which the option --rules names\n$/,
            ) as string,
        });
    });
});
