import { print } from "bytenite-core/documents";
import { describeGpuNames, gpuTable } from "../../reports/gpus";
import { requireStackName } from "../../rulesFile/stackPattern";
import type { AddCommand } from "../command";
import { addExamples } from "../examples";

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("gpus")
        .description(
            "Shows what names of GPUs are taken for, and which entry of the rules file allows or denies them.",
        )
        .argument("[name...]", "names as apps list them (default: every GPU that is known)")
        .option("--stack <project/stack>", "judge by what holds for this stack")
        .action((names: string[], { stack }: { stack?: string }) => {
            const named = stack === undefined ? undefined : requireStackName(stack);
            const rules = session.readRules(named);
            print(names.length === 0 ? gpuTable(rules.gpus) : describeGpuNames(names, rules));
        });
    addExamples(command, [
        ["bytenite-policies gpus NVIDIA-A100-PCIE-40GB l40s", "names as apps list them"],
        ["bytenite-policies gpus h100 --stack shop/prod", "whether production allows it"],
    ]);
};
