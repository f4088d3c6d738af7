import { print } from "bytenite-core/documents";
import type { Command } from "commander";
import { describeGpuNames, gpuTable } from "../reports/gpus";
import { requireStackName, type StackIdentity } from "../rulesFile/stackPattern";
import type { ResolvedRules } from "../rulesFile/resolvedRules";

/** Adds the command that shows what names of GPUs are taken for. */
export function addGpusCommand(
    program: Command,
    readRules: (stack: StackIdentity | undefined) => ResolvedRules,
): void {
    program
        .command("gpus")
        .description(
            "Shows what names of GPUs are taken for, and which entry of the rules file allows or denies them.",
        )
        .argument("[name...]", "names as apps list them (default: every GPU that is known)")
        .option("--stack <project/stack>", "judge by what holds for this stack")
        .action((names: string[], { stack }: { stack?: string }) => {
            const rules = readRules(stack === undefined ? undefined : requireStackName(stack));
            const text = names.length === 0 ? gpuTable(rules.gpus) : describeGpuNames(names, rules);
            print(text);
        });
}
