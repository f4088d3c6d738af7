import { showPath, type Origin, type Path } from "bytenite-core/documents";
import type { RulesBlock, RulesFileDefinition } from "../../rulesFile/rulesFile";

/** A part of a rules file that cases can exercise. */
export type RulesFilePart = {
    /** As one writes it: environments.production.rules.gpu-allowed.allow */
    name: string;
    /** 1-based. */
    line: number;
} & (
    | { kind: "environment"; environment: string }
    /** A rule with its settings. */
    | { kind: "rule"; environment: string | undefined; rule: string }
    /** A level. Absent: that of every rule. */
    | { kind: "level"; environment: string | undefined; rule?: string }
    /** A setting. Without a rule, that of every rule. */
    | { kind: "setting"; environment: string | undefined; rule?: string; setting: string }
    | { kind: "waiver"; index: number }
    | { kind: "model"; model: string }
    | { kind: "baseline" }
);

/** Where no app is unknown, nothing shows what is done with one. */
const NOT_TESTABLE = "onUnknown";

/** Every part of a rules file that cases can exercise, in the order of the lines. */
export function partsOf(definition: RulesFileDefinition, origin: Origin): RulesFilePart[] {
    const { environments = {}, waivers = [], catalogue, baseline, lock } = definition;
    const at = (path: Path, key: string) => ({
        name: showPath([...path, key], ""),
        line: origin.lineOf(path, key),
    });
    const parts: RulesFilePart[] = [
        ...partsOfBlock(definition, undefined, at),
        ...Object.entries(environments).flatMap(([name, block]): RulesFilePart[] => [
            { kind: "environment", environment: name, ...at(["environments"], name) },
            ...partsOfBlock(block, name, at),
        ]),
        ...waivers.map((_waiver, index): RulesFilePart => {
            const path = ["waivers", index];
            const place = { name: showPath(path, ""), line: origin.lineOf(path) };
            return { kind: "waiver", index, ...place };
        }),
        ...(catalogue?.gpus?.models ?? []).map(({ name: model }, index): RulesFilePart => {
            const path = ["catalogue", "gpus", "models", index];
            const place = { name: showPath(path, ""), line: origin.lineOf(path) };
            return { kind: "model", model, ...place };
        }),
        ...Object.keys(catalogue?.prices ?? {}).map((setting): RulesFilePart => {
            const of = { environment: undefined, rule: "stack-hourly-cost", setting };
            return { kind: "setting", ...of, ...at(["catalogue", "prices"], setting) };
        }),
        ...(lock === undefined ? [] : [lockPart(at([], "lock"))]),
        ...(baseline === undefined
            ? []
            : [{ kind: "baseline", ...at([], "baseline") } satisfies RulesFilePart]),
    ];
    return parts.sort((one, other) => one.line - other.line);
}

function lockPart(place: { name: string; line: number }): RulesFilePart {
    const of = { environment: undefined, rule: "hash-locked", setting: "hashes" };
    return { kind: "setting", ...of, ...place };
}

function partsOfBlock(
    { defaults = {}, rules = {} }: RulesBlock,
    environment: string | undefined,
    at: (path: Path, key: string) => { name: string; line: number },
): RulesFilePart[] {
    const above: Path = environment === undefined ? [] : ["environments", environment];
    const [ofDefaults, ofRules] = [
        [...above, "defaults"],
        [...above, "rules"],
    ];
    return [
        ...Object.keys(defaults)
            .filter((name) => name !== NOT_TESTABLE)
            .map((name): RulesFilePart => {
                const place = { environment, ...at(ofDefaults, name) };
                if (name === "enforcementLevel") return { kind: "level", ...place };
                return { kind: "setting", setting: name, ...place };
            }),
        ...Object.entries(rules).flatMap(([rule, entry]): RulesFilePart[] => {
            const place = { environment, ...at(ofRules, rule) };
            if (rule === "all") return [{ kind: "level", ...place }];
            if (typeof entry !== "object") return [{ kind: "level", rule, ...place }];
            return [
                { kind: "rule", rule, ...place },
                ...Object.keys(entry)
                    .filter((name) => name !== NOT_TESTABLE)
                    .map((name): RulesFilePart => {
                        const within = { environment, rule, ...at([...ofRules, rule], name) };
                        if (name === "enforcementLevel") return { kind: "level", ...within };
                        return { kind: "setting", setting: name, ...within };
                    }),
            ];
        }),
    ];
}
