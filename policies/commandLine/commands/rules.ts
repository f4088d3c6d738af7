import { print } from "bytenite-core/documents";
import { showValue } from "bytenite-core/model";
import { describeOrigin } from "../../contract/finding";
import { describeSource } from "../../reports/summary";
import type { ResolvedRules } from "../../rulesFile/resolvedRules";
import { requireStackName } from "../../rulesFile/stackPattern";
import type { AddCommand } from "../command";
import { addExamples } from "../examples";

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("rules")
        .description(
            "Shows the level and the settings of each rule for a stack, and what set them.",
        )
        .argument(
            "[stack]",
            "project/stack, or organization/project/stack (default: what holds for every stack)",
        )
        .option("--enabled", "only the rules that run")
        .action((stack: string | undefined, { enabled }: { enabled?: boolean }) => {
            const identity = stack === undefined ? undefined : requireStackName(stack);
            const resolved = session.readRules(identity);
            session.tell(`These rules hold ${describeSource(resolved.source)}:`);
            print(describeRules(resolved, enabled === true));
        });
    addExamples(command, [
        ["bytenite-policies rules", "what holds for every stack"],
        ["bytenite-policies rules shop/prod --enabled", "which rules run for one"],
    ]);
};

function describeRules({ rules, configuration }: ResolvedRules, isEnabledOnly: boolean): string {
    const lines = rules
        .flatMap(({ name }) => {
            const {
                enforcementLevel = "advisory",
                settings = {},
                origins = {},
            } = configuration[name] ?? {};
            if (isEnabledOnly && enforcementLevel === "disabled") return [];
            const lines = Object.entries(settings).map(([setting, value]) => {
                const origin = origins[setting];
                const place = origin ? `  (${describeOrigin(origin)})` : "";
                return `  ${setting}: ${showValue(value)}${place}`;
            });
            return [`${name}: ${enforcementLevel}`, ...lines];
        })
        .join("\n");
    return lines || "No rule is enabled.";
}
