import {
    APPS,
    APPS_WITHOUT_CHECKPOINTS,
    CHECKPOINTS,
    CONSTANT_SELECTION,
    PROGRAMS,
    PROVIDER,
    SELECTION,
    SELECTIONS,
    type Contestant,
    type Round,
} from "../contestants";
import { timeRatio } from "../find";
import type { Measurements, Operation } from "../measurements";
import { show } from "./numbers";
import { table } from "./table";

const TIMED = ["up", "preview", "refresh", "destroy"] as const;

/** How an `App` for each app, and one selection of them, compare: Markdown for docs/performance.md. */
export function performanceTable(measurements: Measurements): string {
    const row = (
        [name, one, other]: readonly [string, Contestant, Contestant],
        round: Round,
        apps: number,
    ): string[] => [
        name,
        String(apps),
        ...TIMED.map((operation: Operation) =>
            show(timeRatio(measurements, round, one, apps, operation, other).median),
        ),
    ];
    const selection = ["an `App` for each ÷ one selection", APPS, SELECTION] as const;
    const constant = [
        "a selection ÷ one constant resource of equal bytes",
        ...([SELECTION, CONSTANT_SELECTION] as const),
    ] as const;
    const checkpoints = [
        "`App`s with `PULUMI_SKIP_CHECKPOINTS` ÷ without",
        ...([APPS_WITHOUT_CHECKPOINTS, APPS] as const),
    ] as const;
    return table(
        ["times", "apps", ...TIMED],
        [
            row(selection, PROVIDER, 1),
            row(selection, PROVIDER, 400),
            row(selection, PROVIDER, 1000),
            row(constant, SELECTIONS, 400),
            row(constant, SELECTIONS, 1000),
            row(constant, SELECTIONS, 5000),
            row(checkpoints, CHECKPOINTS, 400),
        ],
    );
}

/** What the form of a program adds to a command: Markdown for docs/performance.md. */
export function programsTable(measurements: Measurements): string {
    const [javaScript, ...others] = PROGRAMS.contestants;
    const commands = ["up", "preview"] as const;
    return table(
        [`times, beside ${javaScript?.name}`, ...commands],
        others.map((other) => [
            other.name,
            ...commands.map((operation) =>
                show(timeRatio(measurements, PROGRAMS, other, 1, operation).median),
            ),
        ]),
    );
}

/** What an app takes in a state: Markdown for docs/performance.md. */
export function stateBytesTable({ states }: Measurements): string {
    const row = (name: string, round: Round, who: Contestant, apps: number): string[] => {
        const state = states.find(
            (each) =>
                each.round === round.name && each.contestant === who.name && each.apps === apps,
        );
        const show = (bytes: number | undefined): string => String(bytes ?? "–");
        return [name, String(apps), show(state?.bytesPerApp), show(state?.providerBytes)];
    };
    return table(
        ["", "apps", "bytes for each app", "bytes of `__provider`"],
        [
            row("an `App` for each", PROVIDER, APPS, 400),
            row("one selection", SELECTIONS, SELECTION, 400),
            row("one selection", SELECTIONS, SELECTION, 5000),
        ],
    );
}
