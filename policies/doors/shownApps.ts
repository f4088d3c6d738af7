import { UnknownValueError } from "@pulumi/policy";
import { APP_RESOURCE_TYPE, type AppRecord } from "bytenite-model";
import { findAppProperties, readAppRecord, STACK_TYPE, type Properties } from "../facts";

/** The apps of a stack: those that only its outputs have, and all of them. */
export interface StackApps {
    outputs: KnownApps;
    all: KnownApps;
}

/** Each app once, where a resource and outputs show it. */
export function readStackApps(
    resources: readonly { type: string; props: Properties }[],
): StackApps {
    const declared = propertiesOf(resources, APP_RESOURCE_TYPE);
    const judged = new Set(declared.map(idOf));
    const shown = propertiesOf(resources, STACK_TYPE)
        .flatMap((properties) => findAppProperties(properties, readIfKnown))
        .filter((app) => idOf(app) === undefined || !judged.has(idOf(app)));
    const [apps, outputs] = [readKnown(declared), readKnown(shown)];
    return {
        outputs,
        all: {
            known: [...apps.known, ...outputs.known],
            unknown: apps.unknown ?? outputs.unknown,
        },
    };
}

function propertiesOf(
    resources: readonly { type: string; props: Properties }[],
    wanted: string,
): Properties[] {
    return resources.filter(({ type }) => type === wanted).map(({ props }) => props);
}

/** The apps of which everything is known, and what the first one lacks of which it isn't. */
export interface KnownApps {
    known: AppRecord[];
    unknown: Error | undefined;
}

/** Throws nothing for what is not known yet, unlike the SDK. */
export function readKnown(apps: Properties[]): KnownApps {
    const known: AppRecord[] = [];
    let unknown: Error | undefined;
    for (const app of apps) {
        try {
            known.push(readAppRecord(app));
        } catch (error) {
            if (!isUnknownValue(error)) throw error;
            unknown ??= error;
        }
    }
    return { known, unknown };
}

function idOf(app: Properties): unknown {
    return readIfKnown(app, "appId") ?? readIfKnown(app, "id");
}

/** A property, `undefined` where the engine does not know it yet: asking it for such a one throws. */
function readIfKnown(of: Properties, name: string): unknown {
    try {
        return of[name];
    } catch (error) {
        if (isUnknownValue(error)) return undefined;
        throw error;
    }
}

/** The SDK exports the class, but not its type. */
function isUnknownValue(error: unknown): error is Error {
    return error instanceof (UnknownValueError as unknown as ErrorConstructor);
}
