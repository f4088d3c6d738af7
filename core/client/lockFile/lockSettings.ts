import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { upwards } from "../../documents/upwards";
import { showText } from "../../model";
import { InvalidSettingError } from "../errors";
import type { SettingSources } from "../settings/settingSources";
import { DEFAULT_LOCK_FILE } from "./errors";
import { MODES, type LockMode, type LockSettings } from "../settings/lockMode";

/** Settings of the lock file that are complete. */
export interface ResolvedLock {
    mode: LockMode;
    /** Absolute path of the lock file. */
    path: string;
}

/**
 * Finds both settings in the first source that has them: the program, the stack configuration
 * (`bytenite:lock`, `bytenite:lockFile`), the environment (`BYTENITE_LOCK`, `BYTENITE_LOCK_FILE`).
 *
 * @throws InvalidSettingError
 */
export function resolveLock(explicit: LockSettings, given: SettingSources): ResolvedLock {
    const mode = find("lock", "BYTENITE_LOCK", explicit, given);
    const file = find("lockFile", "BYTENITE_LOCK_FILE", explicit, given);
    if (mode && !isMode(mode.value)) {
        throw new InvalidSettingError(
            `${mode.label} must be one of ${MODES.join(", ")}, but is ${showText(mode.value)}.`,
        );
    }
    return {
        mode: (mode?.value as LockMode | undefined) ?? "off",
        // The engine runs the program and the provider in the same folder.
        path: resolve(file?.value ?? DEFAULT_LOCK_FILE),
    };
}

/**
 * How commands name the file, and messages through `showFile`: by the path from the current folder. With `main`
 * in Pulumi.yaml a program runs in a folder below the project's, where no shell is: there by the whole path.
 */
export function shownPath(path: string): string {
    const folder = process.cwd();
    if (!isProject(folder) && upwards(folder).some(isProject)) return path;
    return relative(folder, path) || path;
}

function isProject(folder: string): boolean {
    return ["yaml", "yml", "json"].some((ending) => existsSync(join(folder, `Pulumi.${ending}`)));
}

function find(
    name: keyof LockSettings,
    variable: string,
    explicit: LockSettings,
    { stackConfiguration, environment }: SettingSources,
): { value: string; label: string } | undefined {
    const key = `bytenite:${name}`;
    return [
        { value: explicit[name], label: `settings.${name} in the program` },
        { value: stackConfiguration(key), label: `${key} in the stack configuration` },
        { value: environment[variable], label: `${variable} in the environment` },
    ]
        .map(({ value, label }) => ({ value: String(value ?? "").trim(), label }))
        .find(({ value }) => value !== "");
}

function isMode(text: string): text is LockMode {
    return (MODES as readonly string[]).includes(text);
}
