import { closest, showPath, type Origin, type Path } from "bytenite-core/documents";
import {
    gpuSpellingKey,
    GpuVocabulary,
    normalizeGpuName,
    showText,
    type GpuPattern,
} from "bytenite-core/model";
import type { Rule } from "../contract/rule";
import { GPU_PATTERN, unknownFamilies } from "../phrases/gpuPattern";
import type { RulesBlock, RulesFileDefinition } from "./rulesFile";

/** One name can't mean two of the organisation's own models. */
export function findAmbiguousModels({ catalogue }: RulesFileDefinition, origin: Origin): string[] {
    const seen = new Map<string, string>();
    return (catalogue?.gpus?.models ?? []).flatMap(({ name, aliases = [] }, index) => {
        const problems: string[] = [];
        const spellings = new Map([name, ...aliases].map((each) => [gpuSpellingKey(each), each]));
        for (const [key, spelling] of spellings) {
            const other = seen.get(key);
            if (other !== undefined) {
                const where = origin.locate(["catalogue", "gpus", "models", index]);
                problems.push(
                    `${where}: catalogue.gpus.models[${index}] is called ${showText(normalizeGpuName(spelling))}, which ${showText(other)} is already`,
                );
            }
            seen.set(key, name);
        }
        return problems;
    });
}

/** A family that no model has covers nothing: a list that denies it would pass everything. */
export function findUnknownFamilies(
    rules: readonly Rule[],
    definition: RulesFileDefinition,
    origin: Origin,
): string[] {
    const { models = [], observed = true } = definition.catalogue?.gpus ?? {};
    const gpus = new GpuVocabulary({ own: models, observed });
    return blocksOf(definition).flatMap(([path, block]) =>
        gpuSettings(rules, block).flatMap(({ rule, setting, patterns }) =>
            patterns.flatMap((pattern, index) =>
                unknownFamilies(gpus, [pattern]).map((family) => {
                    const at = [...path, "rules", rule, setting, index];
                    const meant = closest(family, gpus.families);
                    const question =
                        meant === undefined ? "" : `; did you mean ${showText(meant)}?`;
                    return `${origin.locate(at, "family")}: ${showPath([...at, "family"], "")} is ${showText(family)}, which no known GPU model is of${question}`;
                }),
            ),
        ),
    );
}

/** What a rules file sets, with where it stands: for all stacks, then each environment. */
export function blocksOf(definition: RulesFileDefinition): PlacedBlock[] {
    const environments = Object.entries(definition.environments ?? {});
    return [
        [[], definition],
        ...environments.map(([name, block]): PlacedBlock => [["environments", name], block]),
    ];
}

/** Without `stacks`, it is for all. */
type PlacedBlock = [Path, RulesBlock & { stacks?: readonly string[] }];

/** The settings of a block that name GPUs. */
export function gpuSettings(
    rules: readonly Rule[],
    { rules: entries = {} }: RulesBlock,
): { rule: string; setting: string; patterns: GpuPattern[] }[] {
    return rules.flatMap(({ name, settings }) =>
        Object.entries(settings).flatMap(([setting, { items }]) => {
            const entry = entries[name];
            const value = typeof entry === "object" ? entry[setting] : undefined;
            const isGpus = items === GPU_PATTERN && Array.isArray(value);
            return isGpus ? [{ rule: name, setting, patterns: value as GpuPattern[] }] : [];
        }),
    );
}
