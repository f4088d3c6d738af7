import {
    ALL_RULES,
    APPS,
    DEFAULT_CONCURRENCY,
    DISTANT_APPS,
    DISTANT_SELECTION,
    NO_RULES,
    POLICIES,
    PROVIDER,
    SELECTION,
    type Contestant,
    type Round,
} from "./contestants";
import { timeRatio } from "./find";
import { median, ratio } from "./measure/statistics";
import type { CommandSample, Measurements, Operation, RulesMeasurement } from "./measurements";
import { selectionTargets } from "./selectionTargets";
import type { Target } from "./target";

/** The number of apps by which times are judged. */
export const APPS_OF_TARGETS = 400;
const MOST_APPS = 1000;
const SNAPSHOT_APPS = 5000;
const LARGE_SNAPSHOT_APPS = 50_000;
/** What may be added to growth in proportion, for the unrest of the machine. */
const UNREST = 1.15;

/** What the project promises about its own cost, and what was measured. */
export function checkTargets(measurements: Measurements): Target[] {
    return [
        ...timeTargets(measurements),
        ...selectionTargets(measurements),
        ...requestTargets(measurements),
        ...stateTargets(measurements),
        ...rulesTargets(measurements),
        ...reportsTargets(measurements),
        ...startTargets(measurements),
    ];
}

function timeTargets(measurements: Measurements): Target[] {
    const measured = (round: Round, who: Contestant, apps: number, operation: Operation): number =>
        timeRatio(measurements, round, who, apps, operation).median;
    return (["up", "preview"] as const).flatMap((operation) => {
        const ofApps = measured(PROVIDER, APPS, APPS_OF_TARGETS, operation);
        return [
            {
                name: `${operation} of ${APPS_OF_TARGETS} apps without latency ÷ constant resources`,
                limit: 1.1,
                measured: ofApps,
            },
            {
                name: `${operation}: growth of that ratio from ${APPS_OF_TARGETS} apps to ${MOST_APPS}`,
                limit: UNREST,
                measured: measured(PROVIDER, APPS, MOST_APPS, operation) / ofApps,
            },
            {
                name: `${operation} of ${APPS_OF_TARGETS} apps with 50 ms of latency ÷ constant resources`,
                limit: 1.25,
                measured: measured(PROVIDER, DISTANT_APPS, APPS_OF_TARGETS, operation),
            },
            {
                name: `${operation} of ${APPS_OF_TARGETS} apps under all rules ÷ under an empty pack`,
                limit: 1.1,
                measured: measured(POLICIES, ALL_RULES, APPS_OF_TARGETS, operation),
            },
        ];
    });
}

/** Of all that look something up: those with an `App` for each app have one tag per app. */
function requestTargets({ commands }: Measurements): Target[] {
    const ours = [APPS, DISTANT_APPS, NO_RULES, ALL_RULES, SELECTION, DISTANT_SELECTION].map(
        ({ name }) => name,
    );
    const samples = commands
        .filter(({ contestant }) => ours.includes(contestant))
        .flatMap(({ apps, samples }) => samples.map((sample) => ({ ...sample, apps })));
    const most = (count: (sample: CommandSample & { apps: number }) => number): number =>
        samples.length === 0 ? NaN : Math.max(...samples.map(count));
    return [
        {
            name: "requests for each distinct tag in one command",
            limit: 1,
            measured: most(({ requests, apps }) => requests / apps),
        },
        {
            name: "TCP connections in one command",
            limit: DEFAULT_CONCURRENCY,
            measured: most(({ connections }) => connections),
        },
        {
            // Only one of a command's processes asks: the program, or with refresh the provider.
            name: "exchanges of a key for a token in one command",
            limit: 1,
            measured: most(({ tokenExchanges }) => tokenExchanges),
        },
    ];
}

function stateTargets({ states }: Measurements): Target[] {
    const of = (...ours: Contestant[]) =>
        states.filter(({ contestant }) => ours.some(({ name }) => name === contestant));
    const most = (values: number[]): number => (values.length === 0 ? NaN : Math.max(...values));
    return [
        {
            name: "bytes of `__provider`",
            limit: 300,
            measured: most(of(APPS, SELECTION).map(({ providerBytes }) => providerBytes)),
        },
        {
            name: "bytes of state for each app",
            limit: 3000,
            measured: most(of(APPS).map(({ bytesPerApp }) => bytesPerApp)),
        },
    ];
}

function rulesTargets({ rules }: Measurements): Target[] {
    const some = rules.find(({ apps }) => apps === SNAPSHOT_APPS);
    const many = rules.find(({ apps }) => apps === LARGE_SNAPSHOT_APPS);
    const ratioOf = (each: RulesMeasurement | undefined): number =>
        ratio(each?.evaluateMs ?? [], each?.parseMs ?? []).median;
    return [
        {
            name: `all rules on ${SNAPSHOT_APPS} apps ÷ JSON.parse of them`,
            limit: 10,
            measured: ratioOf(some),
        },
        {
            name: `all rules: growth of that ratio from ${SNAPSHOT_APPS} apps to ${LARGE_SNAPSHOT_APPS}`,
            limit: UNREST,
            measured: ratioOf(many) / ratioOf(some),
        },
        {
            name: `MB of memory for all rules on ${LARGE_SNAPSHOT_APPS} apps`,
            limit: 500,
            measured: many?.peakMemory ?? NaN,
        },
    ];
}

function reportsTargets({ reports }: Measurements): Target[] {
    const many = reports.find(({ apps }) => apps === LARGE_SNAPSHOT_APPS);
    const msOf = (size: number): number => {
        const formats = reports.find(({ apps }) => apps === size)?.formats ?? [];
        const ms = formats.map(({ renderMs }) => median(renderMs));
        return ms.length === 0 ? NaN : ms.reduce((sum, each) => sum + each, 0);
    };
    const growth = LARGE_SNAPSHOT_APPS / SNAPSHOT_APPS;
    return [
        {
            name: `all reports on ${LARGE_SNAPSHOT_APPS} apps ÷ in proportion to ${SNAPSHOT_APPS}`,
            limit: UNREST,
            measured: msOf(LARGE_SNAPSHOT_APPS) / (msOf(SNAPSHOT_APPS) * growth),
        },
        {
            name: `MB of memory for all reports on ${LARGE_SNAPSHOT_APPS} apps`,
            limit: 1500,
            measured: many?.peakMemory ?? NaN,
        },
    ];
}

function startTargets({ imports, packStarts }: Measurements): Target[] {
    const program = imports.find(({ process }) => process === "program");
    const startsOf = ({ name }: Contestant): readonly number[] =>
        packStarts.find(({ contestant }) => contestant === name)?.ms ?? [];
    return [
        {
            name: "import of pulumi-bytenite by a program ÷ of Pulumi's SDK",
            limit: 0.1,
            measured: ratio(program?.warmMs ?? [], program?.baseMs ?? []).median,
        },
        {
            name: "start of the policy pack ÷ of an empty one",
            limit: 1.15,
            measured: ratio(startsOf(ALL_RULES), startsOf(NO_RULES)).median,
        },
    ];
}
