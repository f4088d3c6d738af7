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

/** How many times as long a command takes as the one of the round's first contestant. NaN: not measured. */
export function timeRatio(
    measurements: Measurements,
    round: Round,
    contestant: Contestant,
    apps: number,
    operation: Operation,
): Spread {
    const secondsOf = (who: Contestant): number[] =>
        (findCommand(measurements, round, who, apps, operation)?.samples ?? []).map(
            ({ seconds }) => seconds,
        );
    return ratio(secondsOf(contestant), secondsOf(round.contestants[0]));
}
