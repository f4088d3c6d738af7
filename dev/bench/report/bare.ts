import { APPS, CONSTANT, EMPTY, PROVIDER, type Contestant } from "../contestants";
import { findCommand } from "../find";
import { median, ratio } from "../measure/statistics";
import type { Role } from "../measure/processes";
import type { CommandSample, Measurements, Operation } from "../measurements";
import { APPS_OF_TARGETS } from "../targets";
import { show } from "./numbers";
import { table } from "./table";

/** What properties cost, whoever provides them: Markdown. */
export function bareSection(measurements: Measurements): string[] {
    const samplesOf = (who: Contestant, operation: Operation): readonly CommandSample[] =>
        findCommand(measurements, PROVIDER, who, APPS_OF_TARGETS, operation)?.samples ?? [];
    const slowness = (who: Contestant, operation: Operation): string => {
        const seconds = (each: Contestant) => samplesOf(each, operation).map((one) => one.seconds);
        return `${show(ratio(seconds(who), seconds(EMPTY)).median)}×`;
    };
    const cpuSeconds = (operation: Operation, role: Role): string =>
        [EMPTY, CONSTANT, APPS]
            .map((who) => samplesOf(who, operation).flatMap(({ cpuSeconds: of }) => of[role] ?? []))
            .map((values) => show(values.length > 0 ? median(values) : NaN))
            .join(" / ");
    return [
        "## Beside resources without any properties",
        `The targets compare with an empty provider whose resources have the properties of apps, because properties cost the engine and Pulumi's SDK time whoever provides them. This is what the same commands take beside ${APPS_OF_TARGETS} resources that have none, and where: CPU seconds of \`${EMPTY.name}\` / \`${CONSTANT.name}\` / \`${APPS.name}\`.`,
        table(
            ["command", CONSTANT.name, APPS.name, "engine", "program", "provider"],
            (["up", "preview"] as const).map((operation) => [
                operation,
                slowness(CONSTANT, operation),
                slowness(APPS, operation),
                ...(["engine", "program", "provider"] as const).map((role) =>
                    cpuSeconds(operation, role),
                ),
            ]),
        ),
    ];
}
