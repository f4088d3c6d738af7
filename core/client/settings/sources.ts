import { showValue } from "../../model";
import { InvalidSettingError } from "../errors";
import type { SettingName } from "./settings";

/** One place where settings may stand. Who uses the client gives a list of them: the first that has a setting counts. */
export interface Source {
    /** Where it is, after what a setting is called there: `in the environment`. */
    where: string;
    /** What a setting is called there, for example BYTENITE_ENDPOINT. `undefined`: no such setting can stand there. */
    nameOf: (name: SettingName) => string | undefined;
    /** `undefined`, null and blank text: it does not have the setting. */
    get: (name: SettingName) => unknown;
    /**
     * What the user writes to set something there. Absent: advice does not name this place.
     * @param name what the setting is called there
     * @param value absent: the user has it
     */
    howToSet?: (name: string, value?: string) => string;
}

/** A setting where it was found. */
export interface Found {
    value: unknown;
    /** What it is called there. */
    name: string;
    /** The same, and where that is: how a message about the value begins. */
    label: string;
}

/** A setting in the first source that has it. */
export function find(sources: readonly Source[], setting: SettingName): Found | undefined {
    for (const { where, nameOf, get } of sources) {
        const name = nameOf(setting);
        if (name === undefined) continue;
        const value = get(setting);
        const isAbsent = value === undefined || value === null;
        if (isAbsent || (typeof value === "string" && !isText(value))) continue;
        return { value, name, label: `${name} ${where}` };
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
