import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRulesFile } from "./load";

const folder = mkdtempSync(join(tmpdir(), "bytenite-rules-file-"));
const path = join(folder, "bytenite.rules.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

const write = (text: string, name = "bytenite.rules.yaml") =>
    writeFileSync(join(folder, name), text);
const load = () => loadRulesFile(path, folder);

describe("a mistake in a rules file is told with its line", () => {
    it.each([
        [
            "a misspelt rule",
            "rules:\n  gpu-alowed: mandatory",
            /^bytenite\.rules\.yaml:2: rules has the unknown key "gpu-alowed"; did you mean "gpu-allowed"\?/,
        ],
        ...["", "  \n", "# nothing yet\n", "---\n", "null", "~"].map(
            (text): [string, string, RegExp] => [
                `no content, ${JSON.stringify(text)}`,
                text,
                /^bytenite\.rules\.yaml:\d: the rules file is empty\. Write the rules into it, or `rules: \{ all: advisory \}`, by which every rule advises with its defaults/,
            ],
        ),
        [
            "a GPU that is excluded by a sign",
            'rules:\n  gpu-allowed:\n    allow: ["nvidia *", "!H100"]',
            /^bytenite\.rules\.yaml:3: rules\.gpu-allowed\.allow\[1\] must be the name of a GPU that does not begin with ! \(deny of gpu-allowed is for what is not allowed\), or a mapping such as \{ family: hopper \}, found the text "!H100"/,
        ],
        [
            "the same in a mapping",
            'rules:\n  gpu-allowed: { deny: [{ name: "!H100" }] }',
            /:2: rules\.gpu-allowed\.deny\[0\]\.name must be the name of a GPU that does not begin with !/,
        ],
        [
            "apps that are excluded by a sign",
            'rules:\n  cpu-required: { apps: ["*", "!old"] }',
            /:2: rules\.cpu-required\.apps\[1\] must be a text that does not begin with !, which excludes nothing here, found the text "!old"/,
        ],
        [
            "the same in the defaults",
            'defaults: { apps: ["*", "!old"] }',
            /:1: defaults\.apps\[1\] must be a text that does not begin with !/,
        ],
        [
            "the same in a waiver",
            'waivers: [{ rule: gpu-known, app: "!a", reason: r, owner: o, expires: 2026-12-31 }]',
            /:1: waivers\[0\]\.app must be a text that does not begin with !/,
        ],
        [
            "stacks that are excluded by a sign",
            'environments: { e: { stacks: ["*", "!prod"] } }',
            /:1: environments\.e\.stacks\[1\] must be a text that does not begin with !/,
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
            "a setting that is not indented",
            "rules:\n  gpu-allowed:\n  allow: [T4]",
            /:3: rules has the unknown key "allow"; if it belongs to "gpu-allowed" above, indent it by more spaces$/m,
        ],
        [
            "a key of an environment that is not indented",
            "environments:\n  p:\n    stacks: ['*/p']\n    rules:\n    gpu-allowed: mandatory",
            /:5: environments\.p has the unknown key "gpu-allowed"; if it belongs to "rules" above, indent it by more spaces$/m,
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
        ...["", " ", "\u00a0"].map((owner): [string, string, RegExp] => [
            `a waiver of nobody, ${JSON.stringify(owner)}`,
            `waivers:\n  - { rule: gpu-known, app: a, reason: r, owner: "${owner}", expires: 2026-12-31 }`,
            /^bytenite\.rules\.yaml:2: waivers\[0\]\.owner must be a text that is not empty, found the text "/,
        ]),
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
            /^bytenite\.rules\.yaml:1: baseline is "missing\.json", and there is no file missing\.json; `bytenite-policies baseline --output FILE` writes one$/,
        ],
        [
            "a lock file that is not there",
            "rules: {}\nlock: ../x.json",
            /^bytenite\.rules\.yaml:2: lock is "\.\.\/x\.json", and there is no file \.\.\/x\.json; the provider's setting lockFile makes one$/,
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
