import { showValue } from "../../model";
import { InvalidSettingError } from "../errors";
import type { Settings } from "./settings";

/** Where settings come from, besides the program's own. */
export interface SettingSources {
    /** A value of the stack configuration by its full key, for example bytenite:endpoint. */
    stackConfiguration: (key: string) => string | undefined;
    environment: Record<string, string | undefined>;
    /** What the client calls itself to the server. */
    userAgent?: string;
    /** Tells a person of what is no failure. Absent: nobody is told. */
    warn?: (message: string) => void;
}

/** One place where a setting may be. */
export interface Source {
    /** What a message calls a setting in this source. */
    label: (keys: string) => string;
    /** What this source calls a setting. */
    key: (name: SettingName) => string;
    get: (name: SettingName) => unknown;
}

/** The name of a setting, as a program has it. */
export type SettingName = keyof Settings;

/** The value of a setting in the first source that has it, and what a message calls it there. */
export function find(
    sources: readonly Source[],
    name: SettingName,
): { value: unknown; label: string } | undefined {
    for (const { get, label, key } of sources) {
        const value = get(name);
        const isAbsent = value === undefined || value === null;
        if (isAbsent || (typeof value === "string" && !isText(value))) continue;
        return { value, label: label(key(name)) };
    }
    return undefined;
}

/** A setting that is a number. @throws InvalidSettingError */
export function findNumber(
    sources: readonly Source[],
    name: SettingName,
    limits: { least: number; most: number; otherwise: number; integer?: true },
): number {
    const found = find(sources, name);
    if (!found) return limits.otherwise;
    const number = ["number", "string"].includes(typeof found.value) ? Number(found.value) : NaN;
    const wellFormed = limits.integer ? Number.isInteger(number) : Number.isFinite(number);
    if (!wellFormed || number < limits.least || number > limits.most) {
        throw new InvalidSettingError(
            `${found.label} must be ${limits.integer ? "an integer" : "a number"} from ${limits.least} to ${limits.most}, but is ${showValue(found.value)}.`,
        );
    }
    return number;
}

/** Whether a value is a text that is not blank. */
export function isText(value: unknown): value is string {
    return typeof value === "string" && value.trim() !== "";
}
