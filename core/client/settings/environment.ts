import { showText } from "../../model";
import { InvalidSettingError } from "../errors";
import type { Log } from "../transport/log";
import type { SettingName } from "./settings";
import type { Source } from "./sources";

/** The environment of a process. */
export type Environment = Record<string, string | undefined>;

/** The environment as a place where settings stand: BYTENITE_ENDPOINT, BYTENITE_API_KEY, … */
export function environmentSource(environment: Environment): Source {
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

function environmentVariable(setting: SettingName): string {
    return `BYTENITE_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
