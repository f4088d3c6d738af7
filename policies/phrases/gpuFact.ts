import type { AppRecord, Gpu } from "bytenite-core/model";
import { proposeListChange, fewProposals, joinCapped, knownModels } from "./gpuList";
import type { RuleContext, SettingSchema } from "../contract/rule";
import type { Json, Problem } from "../contract/problem";
import { quote } from "./wording";

/** What a rule does with a GPU of which it can't tell what it asks for. */
export type Unidentified = "refuse" | "accept";

/** The schema of the setting, for each rule that asks what a GPU is. */
export const UNIDENTIFIED: SettingSchema = {
    type: "string",
    enum: ["refuse", "accept"],
    default: "refuse",
    description:
        "What to do with a name that is not known: `refuse` is a finding, `accept` lets it pass. The rule gpu-known is about such names whatever this says.",
};

/** What a rule asks of each GPU in an app's list. */
export interface FactRule {
    unidentified: Unidentified;
    /** Of a name that may mean several cards: all of them. `undefined`: nobody knows the fact. */
    isAccepted: (gpu: Gpu) => boolean | undefined;
    /** Asked only where there is a problem, which few apps have. */
    explain: () => FactProblem;
}

/** What a rule says of the GPUs that it refuses. */
interface FactProblem {
    setting: string;
    limit: Json;
    /** The fact of a GPU that is refused. @param gpu absent: nobody knows it */
    describe: (gpu: Gpu | undefined) => string;
    /** What follows "TAG lists ENTRIES". */
    complaint: (refused: readonly string[]) => string;
    /** Orders the models that are proposed instead. */
    compare?: (a: Gpu, b: Gpu) => number;
}

/** What is wrong with the GPUs in an app's list by a fact of theirs. One whose fact nobody knows is never accepted unless the rule says so. */
export function judgeFact(
    { tag, deviceRequirements: { gpu } }: AppRecord,
    { gpus }: RuleContext,
    { unidentified, isAccepted, explain }: FactRule,
): Problem[] {
    const judge = (name: string): boolean | undefined => {
        const known = gpus.identify(name);
        return known && isAccepted(known);
    };
    const isGood = (name: string): boolean => judge(name) ?? unidentified === "accept";
    if (gpu.every(isGood)) return [];

    const { setting, limit, describe, complaint, compare } = explain();
    const refused = gpu.filter((name) => !isGood(name));
    const unknown = refused.filter((name) => judge(name) === undefined);
    const shown = refused.map((name) => `${quote([name])} (${describe(gpus.identify(name))})`);
    const models = compare ? [...gpus.models].sort(compare) : gpus.models;
    return [
        {
            field: "deviceRequirements.gpu",
            found: gpu,
            limit,
            setting,
            message: `${tag} lists ${joinCapped(shown)}${complaint(refused)}`,
            ...proposeListChange({
                good: gpu.filter(isGood),
                proposed: fewProposals(
                    knownModels({ models }, (each) => isAccepted(each) === true),
                ),
                unknown: unknown.length === refused.length ? unknown : [],
            }),
        },
    ];
}

/** ", which is not allowed" or ", which are not allowed" */
export function notAllowed(refused: readonly string[]): string {
    return `, which ${new Set(refused).size === 1 ? "is" : "are"} not allowed`;
}
