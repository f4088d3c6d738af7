import type { Origin } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import { blocksOf } from "./gpuChecks";
import type { RulesBlock, RulesFileDefinition } from "./rulesFile";

/** What says that every rule is to advise, with its defaults. */
export const ONLY_ADVICE = "`rules: { all: advisory }`";

/**
 * Whether a rules file gives no rule a level or a setting, for whatever stack. Prices and locked hashes are settings of
 * the rules that use them.
 */
export function setsNothing(definition: RulesFileDefinition): boolean {
    const { catalogue, lock } = definition;
    if (catalogue?.prices !== undefined || lock !== undefined) return false;
    return blocksOf(definition).every(([, block]) => isIdle(block));
}

/** A file that lost its rules on the way is as quiet as one that never had any. */
export function findNothingSet({
    definition,
    origin,
}: {
    definition: RulesFileDefinition;
    origin: Origin;
}): string[] {
    if (!setsNothing(definition)) return [];
    return [
        `${showFile(origin.file)}: it gives no rule a level or a setting, so that every rule only advises, with its defaults. If that is meant, write ${ONLY_ADVICE}`,
    ];
}

function isIdle({ defaults = {}, rules = {} }: RulesBlock): boolean {
    if (defaults.enforcementLevel) return false;
    return Object.values(rules).every(
        (entry) => typeof entry === "object" && Object.keys(entry).length === 0,
    );
}
