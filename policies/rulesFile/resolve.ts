import { GpuVocabulary, observedGpuVocabulary, showText } from "bytenite-core/model";
import { type Origin, type Path } from "bytenite-core/documents";
import type { BaselineEntry, Waiver } from "../contract/exceptions";
import { isAboutReading, type Rule } from "../contract/rule";
import type { ResolvedRules, RuleConfiguration } from "./resolvedRules";
import type { EnforcementLevel, SettingOrigin } from "../contract/settings";
import type { RulesBlock, RulesFileDefinition } from "./rulesFile";
import { setsNothing } from "./settingNothing";
import { covers, parseStackPattern, showStack, type StackIdentity } from "./stackPattern";
import { PolicyError } from "../contract/policyError";

/** A rules file, with the files that it names. */
export interface LoadedRulesFile {
    /** Every rule that the file may name, ordered by name. */
    rules: readonly Rule[];
    definition: RulesFileDefinition;
    origin: Origin;
    baseline: readonly BaselineEntry[];
    /** The lock file's hashes by tag. Absent: the rules file names none. */
    lockedHashes?: Readonly<Record<string, string>>;
}

/**
 * The rules that hold for a stack: what the file says for every stack, then each environment that
 * covers it, in their order. The later one wins, setting by setting.
 *
 * @param stack absent: only what holds for every stack
 * @throws DocumentError where an organization decides, and the stack's is not told
 */
export function resolveRules(
    file: LoadedRulesFile,
    stack: StackIdentity | undefined,
): ResolvedRules {
    const { rules, definition, origin } = file;
    const isCovered = stackMatcher(stack, origin);
    const configuration = Object.fromEntries(rules.map(({ name }) => [name, new Draft()]));
    setFromOtherFiles(configuration, file);
    apply(configuration, rules, definition, (path, key) => place(origin, path, key));
    const environments = Object.entries(definition.environments ?? {}).filter(
        ([name, { stacks }]) => isCovered(stacks, ["environments", name, "stacks"]),
    );
    for (const [name, block] of environments) {
        apply(configuration, rules, block, (path, key) => ({
            ...place(origin, ["environments", name, ...path], key),
            environment: name,
        }));
    }
    return {
        rules,
        source: { file: origin.file, environments: environments.map(([name]) => name) },
        ...(setsNothing(definition) && { setsNothing: true }),
        configuration,
        waivers: everyWaiver(file).filter((_waiver, index) => {
            const stacks = definition.waivers?.[index]?.stacks;
            return stacks === undefined || isCovered(stacks, ["waivers", index, "stacks"]);
        }),
        baseline: file.baseline,
        gpus: toVocabulary(definition.catalogue?.gpus),
    };
}

/** The waivers of a rules file, whichever stacks they are for. */
export function everyWaiver({ definition: { waivers = [] }, origin }: LoadedRulesFile): Waiver[] {
    return waivers.map(({ stacks: _stacks, ...waiver }, index) => ({
        ...waiver,
        origin: place(origin, ["waivers", index]),
    }));
}

/** A rule's configuration while it is put together. */
class Draft implements RuleConfiguration {
    enforcementLevel?: EnforcementLevel;
    levelOrigin?: SettingOrigin;
    readonly settings: Record<string, unknown> = {};
    readonly origins: Record<string, SettingOrigin> = {};

    setLevel(level: EnforcementLevel, origin: SettingOrigin): void {
        this.enforcementLevel = level;
        this.levelOrigin = origin;
    }

    set(name: string, value: unknown, origin: SettingOrigin): void {
        this.settings[name] = value;
        this.origins[name] = origin;
    }
}

/** The level that a block gives a rule. `undefined`: none, so that the one that holds without the block stays. */
export function levelIn(
    { defaults = {}, rules: entries = {} }: RulesBlock,
    rule: Rule,
): EnforcementLevel | undefined {
    const entry = entries[rule.name];
    const own = typeof entry === "object" ? entry.enforcementLevel : entry;
    if (own || rule.scope === "exceptions") return own;
    const level = entries.all ?? defaults.enforcementLevel;
    // Whoever gives a rule settings wants it to run: what is off is the rest.
    const isMeant = level !== "disabled" || typeof entry !== "object";
    return level && isMeant ? mildest(rule, level) : undefined;
}

function apply(
    configuration: Record<string, Draft>,
    rules: readonly Rule[],
    block: RulesBlock,
    locate: (path: Path, key: string) => SettingOrigin,
): void {
    const { defaults = {}, rules: entries = {} } = block;
    const originOfAll = entries.all
        ? locate(["rules"], "all")
        : locate(["defaults"], "enforcementLevel");
    for (const rule of rules) {
        const draft = configuration[rule.name];
        if (!draft) continue;
        const entry = entries[rule.name];
        const level = levelIn(block, rule);
        const origin =
            typeof entry === "string"
                ? locate(["rules"], rule.name)
                : entry?.enforcementLevel
                  ? locate(["rules", rule.name], "enforcementLevel")
                  : originOfAll;
        if (level) draft.setLevel(level, origin);
        if (rule.scope !== "exceptions") {
            if (defaults.onUnknown) {
                draft.set("onUnknown", defaults.onUnknown, locate(["defaults"], "onUnknown"));
            }
            // A rule that judges nobody until it is told whom is not told by a default.
            if (defaults.apps && !("apps" in rule.settings)) {
                draft.set("apps", defaults.apps, locate(["defaults"], "apps"));
            }
        }
        if (typeof entry !== "object") continue;
        const { enforcementLevel: _level, ...settings } = entry;
        for (const [name, value] of Object.entries(settings)) {
            draft.set(name, value, locate(["rules", rule.name], name));
        }
    }
}

/** Those who turn every rule off don't mean what tells that something could not be judged. */
function mildest(rule: Rule, level: EnforcementLevel): EnforcementLevel {
    return level === "disabled" && isAboutReading(rule) ? "advisory" : level;
}

/** Prices and locked hashes are settings of the rules that use them. */
function setFromOtherFiles(
    configuration: Record<string, Draft>,
    { definition, origin, lockedHashes }: LoadedRulesFile,
): void {
    for (const [name, value] of Object.entries(definition.catalogue?.prices ?? {})) {
        const where = place(origin, ["catalogue", "prices"], name);
        configuration["stack-hourly-cost"]?.set(name, value, where);
    }
    if (lockedHashes) {
        configuration["hash-locked"]?.set("hashes", lockedHashes, place(origin, [], "lock"));
    }
}

/** Whether one of the patterns covers the stack. No stack: none does. */
function stackMatcher(
    stack: StackIdentity | undefined,
    origin: Origin,
): (patterns: readonly string[], path: Path) => boolean {
    if (!stack) return () => false;
    return (patterns, path) => {
        const answers = patterns.map((text) => {
            const pattern = parseStackPattern(text);
            return "problem" in pattern ? false : covers(pattern, stack);
        });
        const untold = answers.indexOf("untold");
        if (answers.includes(true) || untold < 0) return answers.includes(true);
        throw new PolicyError("RULES_UNCLEAR", [
            `${origin.locate([...path, untold])}: ${showText(patterns[untold] ?? "")} asks for an organization, and nothing tells here which one ${showStack(stack)} belongs to. ` +
                "Set the environment variable PULUMI_ORGANIZATION, or name stacks as project/stack.",
        ]);
    };
}

/** What an organisation knows about GPUs. */
export function toVocabulary(
    gpus: NonNullable<RulesFileDefinition["catalogue"]>["gpus"] = {},
): GpuVocabulary {
    const { observed = true, models = [] } = gpus;
    if (observed && models.length === 0) return observedGpuVocabulary;
    const known = vocabularies.get(gpus);
    if (known) return known;
    const vocabulary = new GpuVocabulary({ own: models, observed });
    vocabularies.set(gpus, vocabulary);
    return vocabulary;
}

/** A vocabulary remembers what it was asked: the same for each stack, and for each change of the file elsewhere. */
const vocabularies = new WeakMap<object, GpuVocabulary>();

function place(origin: Origin, path: Path, key?: string): SettingOrigin {
    return { file: origin.file, line: origin.lineOf(path, key) };
}
