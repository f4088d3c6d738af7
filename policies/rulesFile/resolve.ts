import { glob, GpuVocabulary, OBSERVED_GPU_MODELS } from "bytenite-model";
import type { Origin, Path } from "bytenite-documents";
import type { BaselineEntry } from "../exceptions/baseline";
import type { Waiver } from "../exceptions/waiver";
import type { Rule } from "../rules/rule";
import type {
    EnforcementLevel,
    ResolvedRules,
    RuleConfiguration,
    SettingOrigin,
} from "./resolvedRules";
import type { RulesBlock, RulesFileDefinition } from "./rulesFile";

/** The stack that is deployed. */
export interface StackIdentity {
    project: string;
    stack: string;
}

/** A rules file, with the files that it names. */
export interface LoadedRulesFile {
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
 */
export function resolveRules(
    rules: readonly Rule[],
    file: LoadedRulesFile,
    stack: StackIdentity | undefined,
): ResolvedRules {
    const { definition, origin } = file;
    const covers = stackMatcher(stack);
    const configuration = Object.fromEntries(rules.map(({ name }) => [name, new Draft()]));
    setFromOtherFiles(configuration, file);
    apply(configuration, rules, definition, (path, key) => place(origin, path, key));
    const environments = Object.entries(definition.environments ?? {}).filter(([, { stacks }]) =>
        covers(stacks),
    );
    for (const [name, block] of environments) {
        apply(configuration, rules, block, (path, key) => ({
            ...place(origin, ["environments", name, ...path], key),
            environment: name,
        }));
    }
    return {
        source: { file: origin.file, environments: environments.map(([name]) => name) },
        configuration,
        waivers: (definition.waivers ?? [])
            .map((waiver, index): [Waiver, string[] | undefined] => {
                const { stacks, ...rest } = waiver;
                return [{ ...rest, origin: place(origin, ["waivers", index]) }, stacks];
            })
            .filter(([, stacks]) => stacks === undefined || covers(stacks))
            .map(([waiver]) => waiver),
        baseline: file.baseline,
        gpus: toVocabulary(definition.catalogue?.gpus),
    };
}

/** A rule's configuration while it is put together. */
class Draft implements RuleConfiguration {
    enforcementLevel?: EnforcementLevel;
    readonly settings: Record<string, unknown> = {};
    readonly origins: Record<string, SettingOrigin> = {};

    set(name: string, value: unknown, origin: SettingOrigin): void {
        this.settings[name] = value;
        this.origins[name] = origin;
    }
}

function apply(
    configuration: Record<string, Draft>,
    rules: readonly Rule[],
    { defaults = {}, rules: entries = {} }: RulesBlock,
    locate: (path: Path, key: string) => SettingOrigin,
): void {
    const level = entries.all ?? defaults.enforcementLevel;
    for (const rule of rules) {
        const draft = configuration[rule.name];
        if (!draft) continue;
        const entry = entries[rule.name];
        if (rule.scope !== "exceptions") {
            // Whoever gives a rule settings wants it to run: what is off is the rest.
            const isMeant = level !== "disabled" || typeof entry !== "object";
            if (level && isMeant) draft.enforcementLevel = level;
            if (defaults.onUnknown) {
                draft.set("onUnknown", defaults.onUnknown, locate(["defaults"], "onUnknown"));
            }
            // A rule that judges nobody until it is told whom is not told by a default.
            if (defaults.apps && !("apps" in rule.settings)) {
                draft.set("apps", defaults.apps, locate(["defaults"], "apps"));
            }
        }
        if (typeof entry === "string") draft.enforcementLevel = entry;
        if (typeof entry !== "object") continue;
        const { enforcementLevel, ...settings } = entry;
        if (enforcementLevel) draft.enforcementLevel = enforcementLevel;
        for (const [name, value] of Object.entries(settings)) {
            draft.set(name, value, locate(["rules", rule.name], name));
        }
    }
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

/** Whether one of the globs covers the stack. No stack: none does. */
function stackMatcher(stack: StackIdentity | undefined): (globs: readonly string[]) => boolean {
    if (!stack) return () => false;
    const name = `${stack.project}/${stack.stack}`;
    return (globs) => globs.some((each) => glob(each)(name));
}

function toVocabulary(
    gpus: NonNullable<RulesFileDefinition["catalogue"]>["gpus"] = {},
): GpuVocabulary {
    const { observed = true, models = [] } = gpus;
    return new GpuVocabulary([
        ...(observed ? OBSERVED_GPU_MODELS : []),
        ...models.map(({ aliases = [], ...model }) => ({
            ...model,
            aliases,
            source: "the organisation's rules file" as const,
        })),
    ]);
}

function place(origin: Origin, path: Path, key?: string): SettingOrigin {
    return { file: origin.file, line: origin.lineOf(path, key) };
}
