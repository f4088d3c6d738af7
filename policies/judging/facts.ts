import { APP_RECORD_SCHEMA_VERSION, toAppRecord, type AppRecord } from "bytenite-core/model";
import {
    FactReader,
    isProperties,
    SIGNATURE_KEY,
    type Properties,
    type UnreadableFact,
} from "./factReader";
import { readFacts } from "./readFacts";

export type { Properties, UnreadableFact } from "./factReader";

/** The type of the resource whose properties are a stack's outputs. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** An app as a resource or a stack output shows it. */
export interface ShownApp extends AppRecord {
    /** What of it can't be read, and where it stands. Other rules take that for absent. Absent: all can be read. */
    unreadable?: { place: string; facts: readonly UnreadableFact[] };
    /**
     * It has neither a tag nor a name, and `tag` is its place. A "resource" is an app all the same. An "output"
     * may be none: only a rule about reading judges it.
     */
    nameless?: AppSource["kind"];
    /** Nothing tells what ByteNite says of it now, so that no rule may accept it. */
    isUnverified?: true;
    /** The app as the program shows it to others, where that differs from what ByteNite says now. */
    shownAs?: ShownApp;
}

/** Something that is an app, or looks like one. */
export interface AppSource {
    /** The inputs of an `App`, or a part of a stack's outputs. */
    kind: "resource" | "output";
    properties: Properties;
    /** Where it stands, in words: "App render", "output apps.render". */
    place: string;
    /**
     * What ByteNite says now of facts that the program keeps from changing, for an `App`: see AppInputs in
     * pulumi-bytenite. false: nobody can tell. Absent: the properties are what it says.
     */
    lookedUp?: unknown;
}

/** The facts of an app. What is of another type than documented counts as absent, and is told. */
export function readApp(source: AppSource): ShownApp {
    const { kind, properties: shown, place, lookedUp } = source;
    const reader = new FactReader();
    const properties = isProperties(lookedUp) ? { ...shown, ...lookedUp } : shown;
    if ((properties.deviceRequirements ?? undefined) === undefined) {
        reader.miss("deviceRequirements", "a mapping");
    }
    reader.version(properties, "schemaVersion", APP_RECORD_SCHEMA_VERSION);
    const tag = reader.word(properties, "tag", "the tag of an app");
    if (tag === "") reader.miss("tag", "a text");
    const read = readFacts(reader, properties);
    const { name } = read;
    const facts = reader.unreadable;
    return {
        ...toAppRecord(tag || name || place, read),
        ...(facts.length > 0 && { unreadable: { place, facts } }),
        ...(tag === "" && name === "" && { nameless: kind }),
        ...(lookedUp === false && { isUnverified: true }),
        ...(isProperties(lookedUp) && { shownAs: readApp({ ...source, lookedUp: undefined }) }),
    };
}

/** Something in a stack's outputs that looks like an app, and the keys and positions that lead to it. */
export interface FoundApp {
    path: readonly (string | number)[];
    properties: Properties;
}

/**
 * Everything in a stack's outputs that looks like an app, however deep: what has device requirements, and
 * what has a tag beside another fact that only apps have. Within it too, in the order of the outputs.
 *
 * @param read gets a property, `undefined` for one to pass over: an engine may not know it yet
 */
export function findApps(
    outputs: unknown,
    read: (of: Properties, name: string) => unknown = (of, name) => of[name],
): FoundApp[] {
    const found: FoundApp[] = [];
    // Not a function that calls itself, since outputs may lie deeper than the stack.
    const waiting: { path: FoundApp["path"]; value: unknown }[] = [{ path: [], value: outputs }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { path, value } = next;
        if (typeof value !== "object" || value === null) continue;
        const of = value as Properties;
        if (Object.hasOwn(of, SIGNATURE_KEY)) continue;
        // A program may well export device requirements by themselves.
        const isOutput = path.length > 0 || Object.hasOwn(of, "tag");
        if (isOutput && isProperties(of) && looksLikeApp(of)) found.push({ path, properties: of });
        for (const name of Object.keys(of).reverse()) {
            const step = Array.isArray(of) ? Number(name) : name;
            waiting.push({ path: [...path, step], value: read(of, name) });
        }
    }
    return found;
}

function looksLikeApp(of: Properties): boolean {
    const has = (name: string) => Object.hasOwn(of, name);
    return (
        has("deviceRequirements") ||
        (has("tag") && (has("platformConfig") || has("hasRegistryCredentials")))
    );
}
