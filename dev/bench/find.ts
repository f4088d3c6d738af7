import type { Contestant, Round } from "./contestants";
import type { CommandMeasurement, Measurements, Operation } from "./measurements";
import { ratio, type Spread } from "./measure/statistics";

/** The runs of one command by one contestant. `undefined`: it was not measured. */
export function findCommand(
    { commands }: Measurements,
    round: Round,
    contestant: Contestant,
    apps: number,
    operation: Operation,
): CommandMeasurement | undefined {
    return commands.find(
        (each) =>
            each.round === round.name &&
            each.contestant === contestant.name &&
            each.apps === apps &&
            each.operation === operation,
    );
}

/** How many times as long a command takes as that of another contestant of the round. NaN: not measured. */
export function timeRatio(
    measurements: Measurements,
    round: Round,
    contestant: Contestant,
    apps: number,
    operation: Operation,
    other: Contestant = round.contestants[0],
): Spread {
    const secondsOf = (who: Contestant): number[] =>
        (findCommand(measurements, round, who, apps, operation)?.samples ?? []).map(
            ({ seconds }) => seconds,
        );
    return ratio(secondsOf(contestant), secondsOf(other));
}
