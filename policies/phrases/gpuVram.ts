import { compareTexts, type AppRecord, type Gpu } from "bytenite-core/model";
import { judgeFact, type Unidentified } from "./gpuFact";
import type { RuleContext } from "../contract/rule";
import type { Problem } from "../contract/problem";

/** Judges the memory of each GPU in an app's list: the smallest size that its name may mean. */
export function judgeVramMinimum(
    app: AppRecord,
    context: RuleContext,
    settings: { minimum: number; unidentified: Unidentified },
): Problem[] {
    const { minimum, unidentified } = settings;
    return judgeFact(app, context, {
        unidentified,
        isAccepted: (gpu) => smallest(gpu) >= minimum,
        explain: () => ({
            setting: "minimum",
            limit: minimum,
            describe: describeVram,
            complaint: () => `, but the least GPU memory that is allowed is ${minimum} GB`,
            compare: (a, b) => smallest(a) - smallest(b) || compareTexts(a.name, b.name),
        }),
    });
}

/** Judges the memory of each GPU in an app's list: the largest size that its name may mean. */
export function judgeVramMaximum(
    app: AppRecord,
    context: RuleContext,
    settings: { maximum: number; unidentified: Unidentified },
): Problem[] {
    const { maximum, unidentified } = settings;
    return judgeFact(app, context, {
        unidentified,
        isAccepted: (gpu) => largest(gpu) <= maximum,
        explain: () => ({
            setting: "maximum",
            limit: maximum,
            describe: describeVram,
            complaint: () => `, but the most GPU memory that is allowed is ${maximum} GB`,
            compare: (a, b) => largest(b) - largest(a) || compareTexts(a.name, b.name),
        }),
    });
}

/** GB of the largest card that a name may mean. */
export function largest({ memory }: Gpu): number {
    // They are in ascending order.
    return memory.at(-1) ?? 0;
}

function smallest({ memory }: Gpu): number {
    return memory[0] ?? 0;
}

/** "16 GB", "40 or 80 GB", and of a slice that it is one. */
export function describeVram(gpu: Gpu | undefined): string {
    if (!gpu) return "memory not known";
    return `${gpu.memory.join(" or ")} GB${gpu.slice ? " in a slice of the card" : ""}`;
}
