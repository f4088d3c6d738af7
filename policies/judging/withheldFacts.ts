import type { AppFacts } from "bytenite-core/model";
import type { ShownApp } from "./facts";

/** Facts that nothing tells: a manifest has no owner. Not the same as absent, by which ByteNite says "none". */
export type UnknownFacts = readonly (keyof AppFacts)[];

/** An app, and which of the facts that nothing tells were read of it. */
export interface WithheldApp {
    app: ShownApp;
    /** Grows while a rule reads. */
    read: ReadonlySet<string>;
}

/** Each rule asks for each app: one for all of them. */
const NOTHING: ReadonlySet<string> = new Set();

/** Notes who reads a fact that nothing tells: what follows from it would be a guess. */
export function withhold(app: ShownApp, unknown: UnknownFacts): WithheldApp {
    return unknown.length === 0 ? { app, read: NOTHING } : watch(app, unknown);
}

function watch(app: ShownApp, unknown: UnknownFacts): WithheldApp {
    const read = new Set<string>();
    const names: ReadonlySet<unknown> = new Set(unknown);
    const watched = new Proxy(app, {
        get: (of, name, receiver) => {
            if (names.has(name)) read.add(String(name));
            return Reflect.get(of, name, receiver) as unknown;
        },
    });
    return { app: watched, read };
}
