import { misspeltVariables } from "../../documents/misspeltVariables";
import { showText } from "../../model";
import { InvalidSettingError } from "../errors";
import type { Log } from "../transport/log";
import { SETTING_NAMES, type SettingName } from "./settings";
import type { Source } from "./sources";

/** The environment of a process. */
export type Environment = Record<string, string | undefined>;

/** What a warning was given about. One for each process is enough. */
const warnedAbout = new Set<string>();

/**
 * The environment as a place where settings stand: BYTENITE_ENDPOINT, BYTENITE_API_KEY, …
 *
 * @param warn tells a person of what is no failure. Absent: nobody is told
 */
export function environmentSource(
    environment: Environment,
    warn?: (message: string) => void,
): Source {
    if (warn) warnOfMisspelt(environment, warn);
    return {
        where: "in the environment",
        nameOf: environmentVariable,
        get: (setting) => environment[environmentVariable(setting)],
        howToSet: (name, value = "…") => `${name}=${value}`,
    };
}

/** Where attempts are noted: on stderr, where BYTENITE_LOG asks for it. @throws InvalidSettingError */
export function findLog({ BYTENITE_LOG: level = "" }: Environment): Log | undefined {
    if (level === "") return undefined;
    if (level !== "debug") {
        throw new InvalidSettingError(
            `BYTENITE_LOG in the environment must be debug, but is ${showText(level)}.`,
        );
    }
    return (line) => void process.stderr.write(`${new Date().toISOString()} bytenite ${line}\n`);
}

function warnOfMisspelt(environment: Environment, warn: (message: string) => void): void {
    const known = [
        ...SETTING_NAMES.map(environmentVariable),
        "BYTENITE_CREDENTIALS_FILE",
        "BYTENITE_LOG",
    ];
    for (const message of misspeltVariables(environment, known)) {
        if (warnedAbout.has(message)) continue;
        warnedAbout.add(message);
        warn(message);
    }
}

function environmentVariable(setting: SettingName): string {
    return `BYTENITE_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
