import { showPath, type Path } from "bytenite-core/documents";
import { findApps, STACK_TYPE, type AppSource, type Properties, type ShownApp } from "./facts";
import { kindOf, type ShownResource } from "./kinds";

/** The apps of a stack: those of its resources, and those that only its outputs have. */
export interface StackApps<App> {
    declared: App[];
    outputs: App[];
}

/** Where the apps of a stack stand. @param read gets a property of an output: see findApps */
export function findStackApps(
    resources: readonly ShownResource[],
    read?: (of: Properties, name: string) => unknown,
): StackApps<AppSource> {
    return {
        declared: resources.flatMap((each) => kindOf(each.type)?.sourcesOf(each) ?? []),
        outputs: resources
            .filter(({ type }) => type === STACK_TYPE)
            .flatMap(({ props }) => findApps(props, read))
            .map(({ path, properties }) => ({
                kind: "output",
                properties,
                place: placeOfOutput(path),
            })),
    };
}

/** How a part of a stack's outputs is called. */
export function placeOfOutput(path: Path): string {
    return path.length === 0 ? "the outputs" : `output ${showPath(path, "")}`;
}

/**
 * Each app once. What says the same of the same tag is one. An output is another showing of an `App`'s if
 * all facts are the same, whatever its tag: where one differs it is judged by itself, so that a resource
 * never hides what an output says.
 */
export function eachOnce({ declared, outputs }: StackApps<ShownApp>): StackApps<ShownApp> {
    const resources = withoutCopies(declared);
    const byFacts = new Map<string, ShownApp[]>();
    for (const app of resources.flatMap(shownForms)) {
        const facts = factsOf(app);
        byFacts.set(facts, [...(byFacts.get(facts) ?? []), app]);
    }
    const isDeclared = (output: ShownApp): boolean =>
        byFacts.get(factsOf(output))?.some((app) => isSameApp(app, output)) ?? false;
    return {
        declared: resources,
        outputs: withoutCopies(outputs).filter((output) => !isDeclared(output)),
    };
}

function shownForms(app: ShownApp): ShownApp[] {
    return app.shownAs ? [app, app.shownAs] : [app];
}

function withoutCopies(apps: readonly ShownApp[]): ShownApp[] {
    const seen = new Set<string>();
    return apps.filter((app) => {
        // What can't be judged is no copy of what can.
        const identity = JSON.stringify([app.tag, app.id, app.isUnverified, factsOf(app)]);
        return !seen.has(identity) && seen.add(identity);
    });
}

/** A tag says how an app was found, an id which one it is: both are compared by themselves. */
function factsOf(app: ShownApp): string {
    const { tag: _tag, id: _id, unreadable, shownAs: _shownAs, isUnverified: _, ...facts } = app;
    return JSON.stringify([facts, unreadable?.facts]);
}

function isSameApp(one: ShownApp, other: ShownApp): boolean {
    if (one.id !== "" && other.id !== "") return one.id === other.id;
    return one.tag === other.tag;
}
