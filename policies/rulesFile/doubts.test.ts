import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { observedGpuVocabulary } from "bytenite-core/model";
import { findDoubts, findExpiredWaivers } from "./doubts";
import { loadRulesFile } from "./load";

const POLICIES = join(__dirname, "..");
const EXAMPLES = join(POLICIES, "../examples");
const rulesOf = (example: string) => join(EXAMPLES, example, "bytenite.rules.yaml");
const folder = mkdtempSync(join(tmpdir(), "bytenite-doubts-"));
writeFileSync(join(folder, "lock.json"), '{ "apps": {} }');
afterAll(() => rmSync(folder, { recursive: true }));

const load = (text: string) => {
    const path = join(folder, "bytenite.rules.yaml");
    writeFileSync(path, text);
    return loadRulesFile(path, folder);
};
const doubtsOf = (text: string) => findDoubts(load(text));
const denying = (...names: string[]) =>
    `rules: { all: disabled, gpu-allowed: { deny: ${JSON.stringify(names)} } }`;
const OFF = "rules: { all: disabled }";
const production = (rules: string) =>
    `environments:\n  p:\n    stacks: ['*/p']\n    rules: { ${rules} }`;
const waiving = (rule: string) =>
    `waivers: [{ rule: ${rule}, app: "*", reason: r, owner: o, expires: 2027-01-01 }]`;

describe("what a rules file hardly means", () => {
    it.each([
        [
            "a denied name with letters for digits",
            denying("H1OO"),
            /^bytenite\.rules\.yaml:1: rules\.gpu-allowed\.deny\[0\] is "H1OO", which is no known GPU model, so that it denies none; did you mean "nvidia h100"\?$/,
        ],
        [
            "a denied glob that covers no model",
            denying("nvidia h1oo*"),
            /deny\[0\] is "nvidia h1oo\*", which is no known GPU model, so that it denies none\. A model that is new/,
        ],
        ["a denied name in typographic quotes", denying("“H100”"), /so that it denies none/],
        [
            "an allowed name that is misspelt",
            "rules: { gpu-allowed: { allow: [T4, A1OO] } }",
            /rules\.gpu-allowed\.allow\[1\] is "A1OO", which is no known GPU model; did you mean "/,
        ],
        [
            "the same in an environment",
            "environments:\n  p:\n    stacks: ['*/p']\n    rules:\n      gpu-allowed: { deny: [h1o0] }",
            /^bytenite\.rules\.yaml:5: environments\.p\.rules\.gpu-allowed\.deny\[0\] is "h1o0"/,
        ],
        [
            "a price of no model",
            "catalogue:\n  prices:\n    gpuHours:\n      H1OO: 2",
            /^bytenite\.rules\.yaml:4: catalogue\.prices\.gpuHours has a price of "H1OO", which is no known GPU model; did you mean "nvidia h100"\?$/,
        ],
        [
            "a price of a glob",
            'catalogue: { prices: { gpuHours: { "nvidia a100*": 2 } } }',
            /has a price of "nvidia a100\*", and a price is not for a glob: write the models$/,
        ],
        [
            "limits that no app passes",
            "rules:\n  memory-minimum: { minimum: 64 }\n  memory-maximum: { maximum: 4 }",
            /^bytenite\.rules\.yaml:2: memory-minimum asks for 64 at least, and memory-maximum at line 3 for 4 at most, so that no app passes both$/,
        ],
        [
            "a waiver of a rule that is off",
            `rules: { all: disabled }\n${waiving("gpu-known")}`,
            /^bytenite\.rules\.yaml:2: the waiver of gpu-known covers nothing, since that rule is disabled/,
        ],
        [
            "a waiver of a rule that an environment keeps off beside its settings",
            `${OFF}\n${production("memory-minimum: { enforcementLevel: disabled, minimum: 8 }")}\n${waiving("memory-minimum")}`,
            /^bytenite\.rules\.yaml:6: the waiver of memory-minimum covers nothing/,
        ],
        [
            "a level of a rule that judges nothing without settings",
            "rules:\n  all: disabled\n  gpu-allowed: mandatory",
            /^bytenite\.rules\.yaml:3: rules\.gpu-allowed judges nothing without the setting allow or deny\. Give it what it judges by, or remove it$/,
        ],
        [
            "the same beside settings that are no limits",
            "rules: { gpu-vram-maximum: { unidentified: accept } }",
            /rules\.gpu-vram-maximum judges nothing without the setting maximum/,
        ],
        [
            "the same with a setting that has its default",
            "rules: { gpu-forbidden: { apps: [] } }",
            /rules\.gpu-forbidden judges nothing without the setting apps/,
        ],
        [
            "a level of hash-locked without a lock file",
            "rules: { hash-locked: mandatory }",
            /rules\.hash-locked judges nothing without the setting hashes or requireLocked, or a lock file under the key lock/,
        ],
        [
            "prices for a rule without its maximum",
            "rules: { stack-hourly-cost: mandatory }\ncatalogue: { prices: { cpuHour: 2 } }",
            /rules\.stack-hourly-cost judges nothing without the setting maximum/,
        ],
        [
            "a level in one environment, and the limit in another that covers none of its stacks",
            `${OFF}\n${production("memory-maximum: mandatory")}\n  d:\n    stacks: ['*/d']\n    rules: { memory-maximum: { enforcementLevel: advisory, maximum: 8 } }`,
            /^bytenite\.rules\.yaml:5: environments\.p\.rules\.memory-maximum judges nothing/,
        ],
        [
            "settings in an environment for a rule that is off",
            `${OFF}\n${production("gpu-vram-maximum: { maximum: 24 }")}`,
            /^bytenite\.rules\.yaml:5: environments\.p\.rules\.gpu-vram-maximum changes nothing, since that rule is disabled\. Give it an enforcementLevel there, or remove it$/,
        ],
        [
            "the same where another environment turns the rule on for other stacks",
            `${OFF}\n${production("cpu-minimum: { minimum: 2 }")}\n  d:\n    stacks: ['*/d']\n    rules: { cpu-minimum: advisory }`,
            /environments\.p\.rules\.cpu-minimum changes nothing/,
        ],
        [
            "the same where the rule is off by its own level",
            `rules: { cpu-minimum: disabled }\n${production("cpu-minimum: { minimum: 2 }")}`,
            /environments\.p\.rules\.cpu-minimum changes nothing/,
        ],
        [
            "a lock file that no rule looks at",
            `${OFF}\nlock: lock.json`,
            /^bytenite\.rules\.yaml:2: lock is used by nothing, since the rule hash-locked is disabled\. Give that rule a level, or remove lock$/,
        ],
        [
            "prices that no rule counts",
            `${OFF}\ncatalogue:\n  prices: { cpuHour: 2 }`,
            /^bytenite\.rules\.yaml:3: catalogue\.prices is used by nothing, since the rule stack-hourly-cost is disabled/,
        ],
    ])("%s", (_what, text, sentence) => {
        expect(doubtsOf(text)).toEqual([expect.stringMatching(sentence)]);
    });

    it.each([
        ["a file that says that the rules only advise", "rules: { all: advisory }"],
        ["settings for some stacks only", production("gpu-count: { maximum: 4 }")],
        ["a level for every rule", "defaults: { enforcementLevel: advisory }"],
        ["a lock file alone", "lock: lock.json"],
        ["prices alone", "catalogue: { prices: { cpuHour: 2 } }"],
        ["globs and selectors that cover models", denying("*80gb*", "nvidia h*", "*")],
        ["a slice", denying("*mig 1g*")],
        ["an allowed name of a new model", "rules: { gpu-allowed: { allow: [nvidia r100] } }"],
        [
            "a denied model of one's own",
            `${denying("quantum 9000")}\ncatalogue: { gpus: { models: [{ name: quantum 9000, family: q, vram: 1 }] } }`,
        ],
        [
            "a catalogue of nothing but one's own",
            `${denying("h100")}\ncatalogue: { gpus: { observed: false, models: [] } }`,
        ],
        [
            "a waiver of a rule that is on",
            `rules: { gpu-known: advisory }\n${waiving("gpu-known")}`,
        ],
        [
            "a waiver of a rule that one environment turns on",
            `rules: { all: disabled }\nenvironments: { p: { stacks: ["*/p"], rules: { gpu-known: advisory } } }\n${waiving("gpu-known")}`,
        ],
        [
            "a waiver where one environment turns all rules on",
            `rules: { all: disabled }\nenvironments: { p: { stacks: ["*/p"], rules: { all: advisory } } }\n${waiving("gpu-known")}`,
        ],
        ["equal limits", "rules: { cpu-minimum: { minimum: 4 }, cpu-maximum: { maximum: 4 } }"],
        ["a level of a rule that has a default", "rules: { memory-minimum: mandatory }"],
        ["a rule that is off", "rules: { gpu-allowed: disabled }"],
        ["every rule at once", "rules: { all: mandatory }"],
        ["a list that is empty on purpose", "rules: { container-secrets: { allow: [] } }"],
        ["hash-locked with a lock file", "rules: { hash-locked: mandatory }\nlock: lock.json"],
        [
            "a level in an environment, and the limit for every stack",
            `rules: { all: disabled, cpu-maximum: { maximum: 4 } }\n${production("cpu-maximum: mandatory")}`,
        ],
        [
            "a level for every stack, and the limit in an environment",
            `rules: { all: disabled, cpu-maximum: mandatory }\n${production("cpu-maximum: { maximum: 4 }")}`,
        ],
        [
            "a level in an environment, and the limit in one that may cover its stacks",
            `${OFF}\n${production("cpu-maximum: mandatory")}\n  all:\n    stacks: ['shop/*']\n    rules: { cpu-maximum: { maximum: 4 } }`,
        ],
        [
            "settings that wait beside their rule's level",
            "rules: { cpu-maximum: { enforcementLevel: disabled, maximum: 4 } }",
        ],
        ["a lock file that waits", "rules: { hash-locked: disabled }\nlock: lock.json"],
        [
            "a lock file for one environment",
            `${OFF}\n${production("hash-locked: mandatory")}\nlock: lock.json`,
        ],
    ])("is not %s", (_what, text) => {
        expect(doubtsOf(text)).toEqual([]);
    });

    it.each([
        ["no key", "{}"],
        ["no rule", "rules: {}"],
        ["no environment", "environments: {}"],
        ["a rule without anything", "rules: { gpu-known: {} }"],
        ["an environment without rules", "environments: { p: { stacks: ['*/p'] } }"],
        ["what to do with unknown apps", "defaults: { onUnknown: fail }"],
        ["a waiver alone", waiving("gpu-known")],
        ["GPU models alone", "catalogue: { gpus: { observed: true } }"],
    ])("is a file that sets nothing: %s", (_what, text) => {
        expect(doubtsOf(text)).toEqual([
            "bytenite.rules.yaml: it gives no rule a level or a setting, so that every rule only advises, with its defaults. If that is meant, write `rules: { all: advisory }`",
        ]);
    });

    it("is no model that is known, in a list of names, and none of its spellings", () => {
        const names = observedGpuVocabulary.known.flatMap(({ name, variants }) => [
            name,
            ...variants.flatMap(({ spellings }) => spellings()),
        ]);
        const known = names.filter((name) => observedGpuVocabulary.identify(name));
        expect(known.length).toBeGreaterThan(500);
        for (let start = 0; start < known.length; start += 1000) {
            expect(doubtsOf(denying(...new Set(known.slice(start, start + 1000))))).toEqual([]);
        }
    });

    it.each(readdirSync(POLICIES).filter((name) => name.endsWith(".rules.yaml")))(
        "is nothing in %s",
        (name) => {
            expect(doubtsOf(readFileSync(join(POLICIES, name), "utf8"))).toEqual([]);
        },
    );

    // The rules of own-rules load only where the package is installed.
    const examples = readdirSync(EXAMPLES).filter((name) => existsSync(rulesOf(name)));
    it.each(examples.filter((name) => name !== "own-rules"))("is nothing in %s", (name) => {
        expect(findDoubts(loadRulesFile(rulesOf(name), EXAMPLES))).toEqual([]);
    });
});

test("a waiver is expired after its last day", () => {
    const file = load(waiving("gpu-known"));
    expect(findExpiredWaivers(file, "2027-01-01")).toEqual([]);
    expect(findExpiredWaivers(file, "2027-01-02")).toEqual([
        "bytenite.rules.yaml:1: the waiver of gpu-known expired on 2027-01-01. Remove it, or agree on a new date with its owner",
    ]);
});
