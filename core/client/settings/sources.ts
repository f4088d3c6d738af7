import { showValue } from "../../model";
import { InvalidSettingError } from "../errors";
import { SETTING_KINDS, type SettingName } from "./settings";

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

const EXPECTED = { string: "a text", number: "a number", boolean: "true or false" };

/**
 * A setting in the first source that has it. A value that no setting can have is no reason to look further: another
 * account's credentials would be used in place of those that were meant.
 *
 * @throws InvalidSettingError
 */
export function find(sources: readonly Source[], setting: SettingName): Found | undefined {
    for (const { where, nameOf, get } of sources) {
        const name = nameOf(setting);
        if (name === undefined) continue;
        const value = get(setting);
        const isAbsent = value === undefined || value === null;
        if (isAbsent || (typeof value === "string" && value.trim() === "")) continue;
        const label = `${name} ${where}`;
        const kind = SETTING_KINDS[setting];
        if (typeof value !== "string" && typeof value !== kind) {
            throw new InvalidSettingError(({ ifKnownLater }) => {
                const advice = isObject(value) ? ` ${ifKnownLater(setting)}` : "";
                // The value is not shown: it may be a credential.
                return `${label} must be ${EXPECTED[kind]}, but is ${describeKind(value)}.${advice}`;
            });
        }
        return { value, name, label };
    }
    return undefined;
}

function isObject(value: unknown): boolean {
    return typeof value === "object" && !Array.isArray(value);
}

function describeKind(value: unknown): string {
    if (typeof value !== "object") return `a ${typeof value}`;
    return isObject(value) ? "an object" : "a list";
}

/** A setting that is a number. @throws InvalidSettingError */
export function findNumber(
    sources: readonly Source[],
    name: SettingName,
    limits: { least: number; most: number; otherwise: number; integer?: true },
): number {
    const found = find(sources, name);
    if (!found) return limits.otherwise;
    const number = Number(found.value);
    const wellFormed = limits.integer ? Number.isInteger(number) : Number.isFinite(number);
    if (!wellFormed || number < limits.least || number > limits.most) {
        throw new InvalidSettingError(
            `${found.label} must be ${limits.integer ? "an integer" : "a number"} from ${limits.least} to ${limits.most}, but is ${showValue(found.value)}.`,
        );
    }
    return number;
}
