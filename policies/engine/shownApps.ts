import { UnknownValueError } from "@pulumi/policy";
import { readApp, type AppSource, type Properties, type ShownApp } from "../judging/facts";
import type { ShownResource } from "../judging/kinds";
import { eachOnce, findStackApps } from "../judging/shownApps";

/** The apps that only a stack's outputs show, and all of them. */
export interface KnownStackApps {
    outputs: KnownApps;
    all: KnownApps;
}

/** The apps of which everything is known, and what the first one lacks of which it isn't. */
export interface KnownApps {
    known: ShownApp[];
    unknown: Error | undefined;
}

/** Each app once, where a resource and outputs show it. */
export function readStackApps(resources: readonly ShownResource[]): KnownStackApps {
    const sources = findStackApps(resources, readIfKnown);
    const [declared, shown] = [readKnown(sources.declared), readKnown(sources.outputs)];
    const apps = eachOnce({ declared: declared.known, outputs: shown.known });
    return {
        outputs: { known: apps.outputs, unknown: shown.unknown },
        all: {
            known: [...apps.declared, ...apps.outputs],
            unknown: declared.unknown ?? shown.unknown,
        },
    };
}

/** Throws nothing for what is not known yet, unlike the SDK. */
export function readKnown(sources: readonly AppSource[]): KnownApps {
    const known: ShownApp[] = [];
    let unknown: Error | undefined;
    for (const source of sources) {
        try {
            known.push(readApp(source));
        } catch (error) {
            if (!isUnknownValue(error)) throw error;
            unknown ??= error;
        }
    }
    return { known, unknown };
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
