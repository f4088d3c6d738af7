import {
    APPS,
    DISTANT_SELECTION,
    PROVIDER,
    SELECTION,
    SELECTIONS,
    type Contestant,
} from "./contestants";
import { timeRatio } from "./find";
import type { CommandMeasurement, CommandSample, Measurements } from "./measurements";
import type { Target } from "./target";

/** Apps on a page of the list, as many as ByteNite gives. */
const APPS_PER_PAGE = 100;
const SIZES = [400, 5000] as const;
/**
 * How many times as fast a selection is as so many `App`s. Of 400 it can't be 8 times: most of what it takes is the
 * start of Pulumi's processes, which an update of one app takes, too.
 */
const SPEED_UPS = [
    [400, 6],
    [1000, 20],
] as const;

/** What the project promises about a selection, and what was measured. */
export function selectionTargets(measurements: Measurements): Target[] {
    return [
        ...timeTargets(measurements),
        ...requestTargets(measurements),
        ...stateTargets(measurements),
    ];
}

function timeTargets(measurements: Measurements): Target[] {
    const besideConstant = SIZES.flatMap((apps) =>
        (["up", "preview"] as const).map((operation): Target => ({
            name: `${operation} of a selection of ${apps} apps ÷ one constant resource of equal bytes`,
            limit: 1.25,
            measured: timeRatio(measurements, SELECTIONS, SELECTION, apps, operation).median,
        })),
    );
    const besideApps = SPEED_UPS.map(([apps, limit]): Target => ({
        name: `up of ${apps} apps, each an App ÷ of one selection of them`,
        limit,
        isLeast: true,
        measured: timeRatio(measurements, PROVIDER, APPS, apps, "up", SELECTION).median,
    }));
    return [...besideConstant, ...besideApps];
}

function requestTargets({ commands }: Measurements): Target[] {
    const ours = commands.filter(isOurs);
    const most = (of: readonly number[]): number => (of.length === 0 ? NaN : Math.max(...of));
    const destroys = ours.filter(({ operation }) => operation === "destroy");
    return [
        {
            name: "requests of a selection in one command ÷ pages of the list",
            limit: 1,
            measured: most(
                ours.flatMap(({ apps, samples }) =>
                    samples.map(({ requests }) => requests / Math.ceil(apps / APPS_PER_PAGE)),
                ),
            ),
        },
        {
            name: "requests, exchanges and connections of a selection in destroy",
            limit: 0,
            measured: most(destroys.flatMap(({ samples }) => samples.map(traffic))),
        },
    ];
}

function traffic({ requests, tokenExchanges, connections }: CommandSample): number {
    return requests + tokenExchanges + connections;
}

function stateTargets({ states }: Measurements): Target[] {
    const ours = states.filter(isOurs);
    const bytes = ours.filter(({ apps }) => apps >= SIZES[0]).map((each) => each.bytesPerApp);
    return [
        {
            name: "bytes of state for each member of a selection",
            limit: 1250,
            measured: bytes.length === 0 ? NaN : Math.max(...bytes),
        },
    ];
}

/** Under a policy pack a selection has the name of what it runs under. */
function isOurs({ contestant }: Pick<CommandMeasurement, "contestant">): boolean {
    const names: readonly Contestant["name"][] = [SELECTION.name, DISTANT_SELECTION.name];
    return names.includes(contestant);
}
