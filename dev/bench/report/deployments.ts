import type { Role } from "../measure/processes";
import { median, ratio, spread } from "../measure/statistics";
import { OPERATIONS, type CommandMeasurement, type Measurements } from "../measurements";
import { show, showSpread } from "./numbers";
import { table } from "./table";

const ROLES: readonly Role[] = ["program", "provider", "policy pack", "engine", "language host"];

/** A section for each round: Markdown. */
export function deploymentSections(measurements: Measurements): string[] {
    const rounds = new Set(measurements.commands.map(({ round }) => round));
    return [...rounds].flatMap((round) => {
        const commands = measurements.commands.filter((each) => each.round === round);
        return [
            `## ${round}`,
            'Seconds of each command; in bold how many times as long it took as the first contestant with as many apps that runs the command. "–": nothing is compared with it, and so it was not run.',
            timeTable(commands),
            "What arrived at the emulator in one command: look-ups / exchanges of the key / connections. The most of all runs.",
            requestTable(commands),
            "CPU seconds of each process in all commands, in the median of the runs.",
            roleTable(commands, sumOfCpuSeconds),
            "The most memory of each process in any command, in MB.",
            roleTable(commands, peakMemory),
        ];
    });
}

/** What each contestant leaves in the state: Markdown. */
export function stateTable({ states }: Measurements): string {
    return table(
        ["contestant", "apps", "bytes for each app", "bytes of `__provider`"],
        states.map(({ contestant, apps, bytesPerApp, providerBytes }) => [
            contestant,
            String(apps),
            String(bytesPerApp),
            String(providerBytes),
        ]),
    );
}

function timeTable(commands: readonly CommandMeasurement[]): string {
    const cell = (mine: CommandMeasurement): string => {
        const first = commands.find(
            ({ apps, operation }) => apps === mine.apps && operation === mine.operation,
        );
        const seconds = secondsOf(mine);
        if (!first || first === mine) return showSpread(spread(seconds));
        const slowness = ratio(seconds, secondsOf(first)).median;
        return `${showSpread(spread(seconds))} **${show(slowness)}×**`;
    };
    return operationTable(commands, cell);
}

function requestTable(commands: readonly CommandMeasurement[]): string {
    const counts = ["requests", "tokenExchanges", "connections"] as const;
    const cell = ({ samples }: CommandMeasurement): string =>
        counts.map((count) => Math.max(...samples.map((sample) => sample[count]))).join(" / ");
    return operationTable(commands, cell);
}

function roleTable(
    commands: readonly CommandMeasurement[],
    figure: (ofContestant: readonly CommandMeasurement[], role: Role) => number,
): string {
    return contestantTable(commands, ROLES, (group) =>
        ROLES.map((role) => show(figure(group, role))),
    );
}

function sumOfCpuSeconds(commands: readonly CommandMeasurement[], role: Role): number {
    const medians = commands
        .map(({ samples }) => samples.flatMap(({ cpuSeconds }) => cpuSeconds[role] ?? []))
        .filter((values) => values.length > 0)
        .map(median);
    return medians.length > 0 ? medians.reduce((sum, value) => sum + value, 0) : NaN;
}

function peakMemory(commands: readonly CommandMeasurement[], role: Role): number {
    const samples = commands.flatMap((each) => each.samples);
    const peaks = samples.flatMap((sample) => sample.peakMemory[role] ?? []);
    return peaks.length > 0 ? Math.max(...peaks) : NaN;
}

function operationTable(
    commands: readonly CommandMeasurement[],
    cell: (command: CommandMeasurement) => string,
): string {
    const operations = operationsOf(commands);
    return contestantTable(commands, operations, (group) =>
        operations.map((name) => {
            const command = group.find(({ operation }) => operation === name);
            return command ? cell(command) : "–";
        }),
    );
}

function contestantTable(
    commands: readonly CommandMeasurement[],
    columns: readonly string[],
    cells: (ofContestant: readonly CommandMeasurement[]) => string[],
): string {
    return table(
        ["apps", "contestant", ...columns],
        groupByContestant(commands).map((group) => [
            String(group[0]?.apps),
            String(group[0]?.contestant),
            ...cells(group),
        ]),
    );
}

/** The commands of each contestant with each number of apps, in the order of OPERATIONS. */
function groupByContestant(commands: readonly CommandMeasurement[]): CommandMeasurement[][] {
    const keyOf = ({ apps, contestant }: CommandMeasurement): string => `${apps} ${contestant}`;
    const keys = new Set(commands.map(keyOf));
    return [...keys].map((key) => commands.filter((each) => keyOf(each) === key));
}

function operationsOf(commands: readonly CommandMeasurement[]): string[] {
    return OPERATIONS.filter((name) => commands.some(({ operation }) => operation === name));
}

function secondsOf({ samples }: CommandMeasurement): number[] {
    return samples.map(({ seconds }) => seconds);
}
