import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRulesFile } from "./load";
import { resolveRules } from "./resolve";
import { parseStackName } from "./stackPattern";

const folder = mkdtempSync(join(tmpdir(), "bytenite-rules-file-"));
const path = join(folder, "bytenite.rules.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

const write = (text: string, name = "bytenite.rules.yaml") =>
    writeFileSync(join(folder, name), text);
const load = () => loadRulesFile(path, folder);
const resolve = (stack?: string) =>
    resolveRules(load(), stack === undefined ? undefined : parseStackName(stack));

describe("a rules file", () => {
    it("sets levels and settings, and knows the line of each setting", () => {
        write(`
rules:
  all: mandatory
  gpu-known: disabled
  memory-minimum:
    enforcementLevel: advisory
    minimum: 4
`);
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]?.enforcementLevel).toBe("mandatory");
        expect(configuration["gpu-known"]?.enforcementLevel).toBe("disabled");
        expect(configuration["memory-minimum"]).toEqual({
            enforcementLevel: "advisory",
            settings: { minimum: 4 },
            origins: { minimum: { file: "bytenite.rules.yaml", line: 7 } },
        });
    });

    it("turns off with all: disabled what it gives no settings", () => {
        write("rules: { all: disabled, gpu-known: advisory, memory-minimum: { minimum: 4 } }");
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]?.enforcementLevel).toBe("disabled");
        expect(configuration["gpu-known"]?.enforcementLevel).toBe("advisory");
        expect(configuration["memory-minimum"]?.enforcementLevel).toBeUndefined();
    });

    it.each([
        ["rules: { all: disabled }", "advisory"],
        ["defaults: { enforcementLevel: disabled }", "advisory"],
        ["rules: { all: mandatory }", "mandatory"],
        ["rules: { all: disabled, app-readable: mandatory }", "mandatory"],
        ["rules: { all: disabled, app-readable: disabled }", "disabled"],
        ["rules: { app-readable: disabled }", "disabled"],
        ["rules: {}", undefined],
        [
            'rules: { all: mandatory }\nenvironments: { dev: { stacks: ["*"], rules: { all: disabled } } }',
            "advisory",
        ],
    ])("never turns off in passing what tells that nothing was judged: %s", (text, level) => {
        write(text);
        expect(resolve("shop/dev").configuration["app-readable"]?.enforcementLevel).toBe(level);
    });

    it("never gives the level of all rules to those about waivers and the baseline", () => {
        write("rules: { all: mandatory, waiver-expired: mandatory }");
        const { configuration } = resolve();
        expect(configuration["waiver-applied"]?.enforcementLevel).toBeUndefined();
        expect(configuration["waiver-expired"]?.enforcementLevel).toBe("mandatory");
    });

    it("has defaults, which reach no rule that judges nobody until it is told whom", () => {
        write("defaults: { enforcementLevel: mandatory, onUnknown: fail, apps: [img-*] }");
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { onUnknown: "fail", apps: ["img-*"] },
            origins: { apps: { line: 1 } },
        });
        expect(configuration["gpu-forbidden"]?.settings).toEqual({ onUnknown: "fail" });
    });

    it("may be empty", () => {
        write("# nothing yet\n");
        expect(resolve("shop/prod").waivers).toEqual([]);
    });

    it("is stricter for some stacks: the last environment that covers one wins, setting by setting", () => {
        write(`
rules:
  memory-minimum: { minimum: 2, apps: [a] }
environments:
  all of the shop:
    stacks: ["shop/*"]
    rules: { memory-minimum: { minimum: 4, enforcementLevel: mandatory } }
  production:
    stacks: ["*/prod*", "billing/live"]
    rules:
      memory-minimum: { minimum: 8 }
  development:
    stacks: ["*/dev"]
    defaults: { enforcementLevel: disabled }
`);
        const minimum = (stack?: string) => resolve(stack).configuration["memory-minimum"];
        expect(minimum()).toMatchObject({ settings: { minimum: 2, apps: ["a"] } });
        expect(minimum("other/test")?.settings.minimum).toBe(2);
        expect(minimum("shop/test")).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { minimum: 4, apps: ["a"] },
            origins: { minimum: { line: 7, environment: "all of the shop" }, apps: { line: 3 } },
        });
        expect(minimum("shop/prod-eu")).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { minimum: 8 },
            origins: { minimum: { line: 11, environment: "production" } },
        });
        expect(minimum("billing/live")?.settings.minimum).toBe(8);
        expect(minimum("billing/prodigy")?.settings.minimum).toBe(8);
        expect(minimum("shop/dev")).toMatchObject({ enforcementLevel: "disabled" });
        expect(minimum("x/nonprod")?.settings.minimum).toBe(2);
        expect(resolve("shop/prod").source).toEqual({
            file: "bytenite.rules.yaml",
            environments: ["all of the shop", "production"],
        });
        expect(resolve().source?.environments).toEqual([]);
    });

    it("refuses a pattern that can't cover a stack, with its line", () => {
        write(`
environments:
  development:
    stacks:
      - "*/dev"
      - dev*
waivers:
  - { rule: gpu-allowed, app: a, reason: r, owner: o, expires: 2026-12-31, stacks: [a/b/c/d] }
`);
        expect(() => resolve("shop/dev")).toThrow(
            [
                'bytenite.rules.yaml:6: environments.development.stacks[1] is "dev*", which may mean projects or stacks: write "*/dev*" for stacks of any project, or "dev*/*" for all stacks of projects',
                'bytenite.rules.yaml:8: waivers[0].stacks[0] is "a/b/c/d", which has more parts than organization/project/stack, so that it covers none',
            ].join("\n"),
        );
    });

    it("refuses to guess the organization, where one decides", () => {
        write(`
rules: { memory-minimum: { minimum: 2 } }
environments:
  ours: { stacks: [acme/shop/prod], rules: { memory-minimum: { minimum: 8 } } }
`);
        expect(() => resolve("shop/prod")).toThrow(
            'bytenite.rules.yaml:4: "acme/shop/prod" asks for an organization, and nothing tells here which one shop/prod belongs to. Set the environment variable PULUMI_ORGANIZATION',
        );
        expect(resolve("shop/dev").source?.environments).toEqual([]);
        expect(resolve("acme/shop/prod").source?.environments).toEqual(["ours"]);
        expect(resolve("other/shop/prod").source?.environments).toEqual([]);
    });

    it("has the organisation's own GPU models, besides the observed ones or in their place", () => {
        const models =
            "models: [{ name: nvidia b200, aliases: [b200], family: blackwell, vram: 192 }]";
        write(`catalogue: { gpus: { ${models} } }`);
        const { gpus } = resolve();
        expect(gpus.identify("B200")).toMatchObject({ name: "nvidia b200", memory: [192] });
        expect(gpus.identify("T4")?.name).toBe("tesla t4");
        write(`catalogue: { gpus: { observed: false, ${models} } }`);
        expect(resolve().gpus.identify("T4")).toBeUndefined();
        write("catalogue: { gpus: { models: [{ name: T4, family: mine, vram: 1 }] } }");
        expect(resolve().gpus.identify("t4")).toMatchObject({ name: "T4", family: "mine" });
    });

    it("names GPUs by what they have in common", () => {
        write(`
rules:
  gpu-allowed:
    allow: [t4, "a100*", { family: Hopper }, { vendor: amd, memory: ">=40" }, { memory: 24 }]
    deny: [{ family: quantum }]
catalogue: { gpus: { models: [{ name: q1, family: Quantum, vram: 1, vendor: q, year: 2030 }] } }
`);
        const { configuration, gpus } = resolve();
        expect(configuration["gpu-allowed"]?.settings.allow).toEqual([
            "t4",
            "a100*",
            { family: "Hopper" },
            { vendor: "amd", memory: ">=40" },
            { memory: 24 },
        ]);
        expect(gpus.identify("Q1")).toMatchObject({ vendor: "q", year: 2030 });
    });

    it.each([
        [
            "allow: [{ familly: hopper }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] has the unknown key "familly"; did you mean "family"?',
        ],
        [
            "deny: [t4, { family: hoper }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.deny[1].family is "hoper", which no known GPU model is of; did you mean "hopper"?',
        ],
        [
            "allow: [{ memory: 40 GB }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0].memory must be a number, or comparisons such as ">=40" or ">=24 <80", found the text "40 GB"',
        ],
        [
            "allow: [{ vendor: nvdia }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0].vendor must be one of nvidia, amd, intel, found the text "nvdia"; did you mean "nvidia"?',
        ],
        [
            "allow: [{}]",
            "bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] must be a mapping with at least one of name, vendor, family, memory, computeCapability and year, found a mapping",
        ],
        [
            "allow: [7]",
            "bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] must be the name of a GPU, or a mapping such as { family: hopper }, found the number 7",
        ],
    ])("refuses %s", (settings, problem) => {
        write(`rules: { gpu-allowed: { ${settings} } }`);
        expect(load).toThrow(problem);
    });

    it("refuses an unknown family in an environment, too", () => {
        write(
            "environments: { prod: { stacks: ['*/prod'], rules: { gpu-first-choice: { allow: [{ family: x }] } } } }",
        );
        expect(load).toThrow(
            'bytenite.rules.yaml:1: environments.prod.rules.gpu-first-choice.allow[0].family is "x", which no known GPU model is of',
        );
    });

    it("refuses two own models of which one name means both", () => {
        write(`
catalogue:
  gpus:
    models:
      - { name: nvidia l40s, aliases: [L40S, nvidia-l40s], family: ada, vram: 48 }
      - { name: l40s 48gb, family: ada, vram: 48 }
`);
        expect(load).toThrow(
            'bytenite.rules.yaml:6: catalogue.gpus.models[1] is called "l40s 48gb", which "nvidia l40s" is already',
        );
    });

    it("has prices, which are settings of the rule about costs", () => {
        write("catalogue: { prices: { currency: EUR, cpuHour: 0.03, gpuHours: { t4: 0.4 } } }");
        expect(resolve().configuration["stack-hourly-cost"]).toMatchObject({
            settings: { currency: "EUR", cpuHour: 0.03, gpuHours: { t4: 0.4 } },
            origins: { cpuHour: { line: 1 } },
        });
    });

    it("has waivers, for all stacks or for some", () => {
        write(`
waivers:
  - { rule: gpu-known, app: a, reason: r, owner: o, expires: 2026-12-31 }
  - { rule: gpu-known, app: b, stacks: ["*/prod"], reason: r, owner: o, expires: "2026-12-31" }
`);
        const appsOf = (stack?: string) => resolve(stack).waivers.map(({ app }) => app);
        expect(appsOf("shop/prod")).toEqual(["a", "b"]);
        expect(appsOf("shop/dev")).toEqual(["a"]);
        expect(appsOf()).toEqual(["a"]);
        expect(resolve().waivers[0]).toMatchObject({
            expires: "2026-12-31",
            origin: { file: "bytenite.rules.yaml", line: 3 },
        });
    });

    it("names a baseline and a lock file beside it", () => {
        write("baseline: accepted.json\nlock: bytenite.lock.json\n");
        const entry = { rule: "gpu-known", app: "a", field: "f", found: ["x"] };
        write(JSON.stringify({ schemaVersion: 1, findings: [entry] }), "accepted.json");
        write(JSON.stringify({ apps: { "a@1.0": { hash: "h", more: 1 } } }), "bytenite.lock.json");
        const { baseline, configuration } = resolve();
        expect(baseline).toEqual([entry]);
        expect(configuration["hash-locked"]?.settings.hashes).toEqual({ "a@1.0": "h" });
    });
});

describe("a mistake in a rules file is told with its line", () => {
    it.each([
        [
            "a misspelt rule",
            "rules:\n  gpu-alowed: mandatory",
            /^bytenite\.rules\.yaml:2: rules has the unknown key "gpu-alowed"; did you mean "gpu-allowed"\?/,
        ],
        [
            "a misspelt setting",
            "rules:\n  memory-minimum:\n    minimun: 4",
            /^bytenite\.rules\.yaml:3: rules\.memory-minimum has the unknown key "minimun"; did you mean "minimum"\?/,
        ],
        [
            "a misspelt top-level key",
            "enviroments: {}",
            /^bytenite\.rules\.yaml:1: .* has the unknown key "enviroments"; did you mean "environments"\?/,
        ],
        [
            "a level that does not exist",
            "rules:\n  all: strict",
            /^bytenite\.rules\.yaml:2: rules\.all must be one of advisory, mandatory, disabled, found the text "strict"/,
        ],
        [
            "a level that a rule for information can't have",
            "rules:\n  waiver-applied: mandatory",
            /^bytenite\.rules\.yaml:2: rules\.waiver-applied must be .*advisory, disabled.*found the text "mandatory"/,
        ],
        [
            "a number as text",
            'rules:\n  memory-minimum:\n    minimum: "4"',
            /^bytenite\.rules\.yaml:3: rules\.memory-minimum\.minimum must be a number of at least 0, found the text "4"/,
        ],
        [
            "a waiver without its date",
            "waivers:\n  - { rule: gpu-known, app: a, reason: r, owner: o }",
            /^bytenite\.rules\.yaml:2: waivers\[0\] has no expires/,
        ],
        [
            "a waiver with a date that does not exist",
            "waivers:\n  - { rule: gpu-known, app: a, reason: r, owner: o, expires: 2026-02-30 }",
            /^bytenite\.rules\.yaml:2: waivers\[0\]\.expires must be a date such as 2026-12-31, found the text "2026-02-30"/,
        ],
        [
            "a waiver of an unknown rule",
            "waivers:\n  - { rule: gpu-knwon, app: a, reason: r, owner: o, expires: 2026-12-31 }",
            /^bytenite\.rules\.yaml:2: waivers\[0\]\.rule must be the name of a rule, found the text "gpu-knwon"/,
        ],
        [
            "a waiver that does not say for which app",
            "waivers:\n  - { rule: gpu-known, reason: r, owner: o, expires: 2026-12-31 }",
            /^bytenite\.rules\.yaml:2: waivers\[0\] has no app; gpu-known judges apps one by one/,
        ],
        [
            "two levels for all rules",
            "environments:\n  prod:\n    stacks: ['*/prod']\n    defaults: { enforcementLevel: mandatory }\n    rules: { all: advisory }",
            /^bytenite\.rules\.yaml:5: environments\.prod\.rules\.all and defaults\.enforcementLevel both set/,
        ],
        [
            "an environment without stacks",
            "environments:\n  prod: {}",
            /^bytenite\.rules\.yaml:2: environments\.prod has no stacks/,
        ],
        [
            "two models of one name",
            "catalogue:\n  gpus:\n    models:\n      - { name: nvidia b200, family: f, vram: 1 }\n      - { name: other, aliases: [NVIDIA B200], family: f, vram: 1 }",
            /^bytenite\.rules\.yaml:5: catalogue\.gpus\.models\[1\] is called "nvidia b200", which "nvidia b200" is already/,
        ],
        [
            "a pattern that is no regular expression",
            "rules:\n  name-pattern:\n    pattern: '(a'",
            /^bytenite\.rules\.yaml:3: rules\.name-pattern\.pattern must be a regular expression/,
        ],
        [
            "a baseline that is not there",
            "baseline: missing.json",
            /^missing\.json: there is no such file/,
        ],
        [
            "a text that is no mapping",
            "- a",
            /^bytenite\.rules\.yaml:1: the rules file must be a mapping/,
        ],
        ["a key twice", "rules: {}\nrules: {}", /^bytenite\.rules\.yaml:2: /],
    ])("%s", (_what, text, message) => {
        write(text);
        expect(load).toThrow(message);
    });

    it("all of them at once, in the order of the lines", () => {
        write("rules:\n  gpu-alowed: mandatory\n  all: strict\nwaivers: 5\n");
        expect(load).toThrow(/:2: .*\n.*:3: .*\n.*:4: /);
    });
});

describe("a hostile rules file ends in an error within a second", () => {
    const explosion = ["a: &a [x, x, x, x, x, x, x, x, x]"]
        .concat(
            [..."bcdefghi"].map((name, index) => {
                const before = "abcdefgh"[index];
                return `${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(", ")}]`;
            }),
        )
        .join("\n");

    it.each([
        ["1 MB of comments", "#".repeat(1024 * 1024)],
        ["1 MB of rules", `rules:\n${"  gpu-known: advisory\n".repeat(50_000)}`],
        ["deep lists", `rules: ${"[".repeat(100_000)}`],
        ["deep lists that are closed", `rules: ${"[".repeat(50_000)}${"]".repeat(50_000)}`],
        ["deep mappings", `rules: ${"{a: ".repeat(50_000)}`],
        ["aliases that explode", explosion],
        ["a key __proto__", "__proto__: { polluted: true }"],
        ["a rule __proto__", "rules: { __proto__: { polluted: true } }"],
        ["a rule constructor", "rules: { constructor: { prototype: { polluted: true } } }"],
        ["an environment __proto__", "environments: { __proto__: { rules: { all: disabled } } }"],
        [
            "a pattern that explodes",
            `rules: { name-pattern: { pattern: "((a{1000}){1000}){1000}" } }`,
        ],
        [
            "many wrong keys",
            `rules:\n${[...Array(15_000).keys()].map((n) => `  wrong-${n}: 1\n`).join("")}`,
        ],
        ["a tag", "rules: !!js/function 'function () {}'"],
        ["binary", "\u0000\u0001\u0002"],
    ])("%s", (_what, text) => {
        write(text);
        expect(load).toThrow();
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it("a pattern on which other engines backtrack is matched in linear time", () => {
        write("rules: { name-pattern: { pattern: '(a+)+' } }");
        const rule = load().rules.find(({ name }) => name === "name-pattern");
        expect(resolve().configuration["name-pattern"]?.settings.pattern).toBe("(a+)+");
        expect(rule).toBeDefined();
    });

    it("has lists and texts that a person may have written", () => {
        const list = (length: number) =>
            write(`rules:\n  gpu-allowed:\n    allow: [${'"a*", '.repeat(length)}]`);
        list(1000);
        expect(resolve().configuration["gpu-allowed"]?.settings.allow).toHaveLength(1000);
        list(1001);
        expect(load).toThrow("bytenite.rules.yaml:3: a list of 1001 entries (1000 at most)");
        write(`rules:\n  gpu-allowed: { allow: ["${"*a".repeat(1001)}"] }`);
        expect(load).toThrow("bytenite.rules.yaml:2: a text of more than 2000 characters");
    });
});
