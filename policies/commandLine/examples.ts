import type { Command } from "commander";

/** Shows, at the end of a command's help, how it is used. @param examples what to type, and what that does */
export function addExamples(
    command: Command,
    examples: readonly (readonly [command: string, purpose: string])[],
    title = "Examples:",
): void {
    const lines = examples.flatMap(([typed, purpose]) => [`  # ${purpose}`, `  $ ${typed}`]);
    command.addHelpText("after", ["", title, ...lines].join("\n"));
}
