import type { Path } from "bytenite-core/documents";
import type { RulesFileDefinition } from "./rulesFile";

/** A list of patterns of stacks, and who has it. */
interface NamedStacks {
    path: Path;
    stacks: readonly string[];
    /** Absent: a waiver has it. */
    environment?: string;
}

/** Every list of stacks of a rules file: those of its environments, then those of its waivers. */
export function namedStacks({
    environments = {},
    waivers = [],
}: RulesFileDefinition): NamedStacks[] {
    return [
        ...Object.entries(environments).map(([environment, { stacks }]) => ({
            path: ["environments", environment, "stacks"],
            stacks,
            environment,
        })),
        ...waivers.flatMap(({ stacks }, index) =>
            stacks === undefined ? [] : [{ path: ["waivers", index, "stacks"], stacks }],
        ),
    ];
}

/** Whether what holds depends on the stack. */
export function distinguishesStacks(definition: RulesFileDefinition): boolean {
    return namedStacks(definition).length > 0;
}
