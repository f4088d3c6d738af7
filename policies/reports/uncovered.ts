import type { AppRecord } from "bytenite-core/model";
import { showLine, versionTag } from "bytenite-core/model";
import type { ShownApp } from "../judging/facts";
import type { StackApps } from "../judging/shownApps";
import { counted } from "../phrases/counted";
import { showTable } from "./table";

/** A stack of which somebody gives the state. */
export interface CoveringStack extends StackApps<ShownApp> {
    /** project/stack */
    name: string;
}

/** An app that no `App` and no `AppSelection` has. */
interface UncoveredApp {
    app: ShownApp;
    /** The stacks that have it in an output, from a data source. Each project/stack, in their order. */
    outputOf: string[];
}

/** What of a list of apps the stacks don't have. */
export interface Uncovered {
    /** How many apps were looked for: without those that were left out. */
    apps: number;
    uncovered: UncoveredApp[];
    /** Where resources stand of which nobody can tell which app they are: "shop/prod: App render". */
    unknown: string[];
}

/**
 * Looks for each app among the resources of stacks. The same name and version is the same app, but for two with
 * ids of their own.
 */
export function findUncovered(
    apps: readonly ShownApp[],
    stacks: readonly CoveringStack[],
): Uncovered {
    const isDeclared = finder(stacks.flatMap(({ declared }) => declared));
    const inOutputs = stacks.map(({ name, outputs }) => ({ name, has: finder(outputs) }));
    return {
        apps: apps.length,
        uncovered: apps
            .filter((app) => !isDeclared(app))
            .map((app) => ({
                app,
                outputOf: inOutputs.filter(({ has }) => has(app)).map(({ name }) => name),
            })),
        unknown: stacks.flatMap(({ name, declared }) =>
            declared
                .filter((app) => app.name === "")
                .map(({ tag, unreadable }) => `${name}: ${unreadable?.place ?? tag}`),
        ),
    };
}

function finder(apps: readonly AppRecord[]): (app: AppRecord) => boolean {
    const ids = new Map<string, string[]>();
    for (const app of apps) {
        if (app.name === "") continue;
        const tag = versionTag(app);
        const known = ids.get(tag);
        if (known) known.push(app.id);
        else ids.set(tag, [app.id]);
    }
    return (app) =>
        ids.get(versionTag(app))?.some((id) => id === "" || app.id === "" || id === app.id) ??
        false;
}

/** For people: a table, and how many. @param width columns of the terminal. Absent: any number */
export function describeUncovered({ apps, uncovered }: Uncovered, width?: number): string {
    const sentence = `${uncovered.length} of ${counted(apps, "app")} ${uncovered.length === 1 ? "is" : "are"} in no App and no AppSelection.`;
    if (uncovered.length === 0) return sentence;
    const rows = uncovered.map(({ app, outputOf }) => [
        showLine(versionTag(app)),
        showLine(app.status),
        showLine(app.userName),
        app.deviceRequirements.gpu.map((gpu) => showLine(gpu)).join(", "),
        outputOf.map((name) => showLine(name)).join(", "),
    ]);
    const titles = ["app", "status", "user", "GPUs", "only an output of"];
    return `${showTable(titles, rows, width)}\n\n${sentence}`;
}

/** For programs. Its shape is documented in the README. */
export function uncoveredJson(
    { apps, uncovered, unknown }: Uncovered,
    stacks: readonly CoveringStack[],
): object {
    return {
        schemaVersion: 1,
        stacks: stacks.map(({ name, declared }) => ({ stack: name, apps: declared.length })),
        apps,
        uncovered: uncovered.map(({ app, outputOf }) => ({
            app: versionTag(app),
            id: app.id,
            status: app.status,
            owner: app.owner,
            userName: app.userName,
            gpu: app.deviceRequirements.gpu,
            outputOf,
        })),
        unknown,
    };
}
