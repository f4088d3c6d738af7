import { findMisspeltFact, showLine, showText } from "bytenite-core/model";

/** Pulumi marks with this key what JSON has no words for: assets, secrets, references to resources. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** Its value where a secret follows. Source: pulumi/pulumi, sdk/go/common/resource/sig. */
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Facts that nobody has checked. */
export type Properties = Record<string, unknown>;

/** A fact that has another type than documented, or lacks where there is no app without it. */
export interface UnreadableFact {
    /** Path of the fact, as ByteNite's API names it. */
    field: string;
    /** What stands there, in words that never repeat it: it may be a secret. */
    found: string;
    /** What belongs there. */
    expected: string;
}

/** Reads facts one by one. What can't be read counts as absent, and is noted. */
export class FactReader {
    readonly unreadable: UnreadableFact[] = [];

    /** Notes a fact that lacks. */
    miss(field: string, expected: string): void {
        // Another type was noted already.
        if (this.unreadable.some((fact) => fact.field === field)) return;
        this.unreadable.push({ field, found: "nothing", expected });
    }

    text(of: Properties, name: string, within?: string): string {
        return this.read(of, name, within, "a text", isText) ?? "";
    }

    /** A text by which messages call an app. One that can't be shown as it is counts as absent. */
    word(of: Properties, name: string, expected: string): string {
        const text = this.text(of, name);
        if (showLine(text) === text) return text;
        this.unreadable.push({ field: name, found: "a text that can't be shown", expected });
        return "";
    }

    flag(of: Properties, name: string, within?: string): boolean {
        return this.read(of, name, within, "true or false", isFlag) ?? false;
    }

    amount(of: Properties, name: string, within?: string): number | undefined {
        return this.read(of, name, within, "a number", isAmount);
    }

    mapping(of: Properties, name: string): Properties {
        return this.read(of, name, undefined, "a mapping", isPlainMapping) ?? {};
    }

    /** A list that is one text instead of a list still names something. */
    texts(of: Properties, name: string, within?: string): string[] {
        const list = this.read(of, name, within, "a list of texts", isListOrText) ?? [];
        const entries: readonly unknown[] = Array.isArray(list) ? list : [list];
        const other = entries.find((entry) => !isText(entry) && !isAbsent(entry));
        if (other !== undefined) {
            const found = `a list with ${describeKind(other)}`;
            this.unreadable.push({ field: join(within, name), found, expected: "a list of texts" });
        }
        return entries.filter((entry): entry is string => isText(entry) && entry !== "");
    }

    /** Notes a fact under another name than documented. @param known the facts by their names */
    names(of: Properties, known: object, within: string): void {
        const misspelt = findMisspeltFact(of, known);
        if (!misspelt) return;
        const { key, name } = misspelt;
        const found = `the key ${showText(key)}`;
        this.unreadable.push({ field: join(within, name), found, expected: name });
    }

    /** Notes a version of the shape that is not the one that is known. None is fine. */
    version(of: Properties, name: string, known: number): void {
        const { [name]: version } = of;
        if (isAbsent(version) || version === known) return;
        const found = isAmount(version) ? "another version" : describeKind(version);
        this.unreadable.push({ field: name, found, expected: `version ${known}` });
    }

    private read<Value>(
        of: Properties,
        name: string,
        within: string | undefined,
        expected: string,
        is: (value: unknown) => value is Value,
    ): Value | undefined {
        const value = of[name];
        if (isAbsent(value)) return undefined;
        if (is(value)) return value;
        this.unreadable.push({ field: join(within, name), found: describeKind(value), expected });
        return undefined;
    }
}

/** Whether a value is a mapping. */
export function isProperties(value: unknown): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPlainMapping(value: unknown): value is Properties {
    return isProperties(value) && !Object.hasOwn(value, SIGNATURE_KEY);
}

function isAbsent(value: unknown): value is null | undefined {
    return value === undefined || value === null;
}

function isText(value: unknown): value is string {
    return typeof value === "string";
}

function isFlag(value: unknown): value is boolean {
    return typeof value === "boolean";
}

function isAmount(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value);
}

function isListOrText(value: unknown): value is string | unknown[] {
    return isText(value) || Array.isArray(value);
}

function describeKind(value: unknown): string {
    if (isText(value)) return "a text";
    if (isFlag(value)) return "true or false";
    if (typeof value === "number") return isAmount(value) ? "a number" : "no finite number";
    if (Array.isArray(value)) return "a list";
    return isPlainMapping(value) ? "a mapping" : "an object of Pulumi's own";
}

function join(within: string | undefined, name: string): string {
    return within === undefined ? name : `${within}.${name}`;
}
