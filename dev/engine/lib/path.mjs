import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

const WINDOWS = process.platform === "win32";

/**
 * The file that a command name stands for, as a shell would find it.
 * @param {string} name
 * @param {Record<string, string | undefined>} env
 * @param {(folder: string) => boolean} [isUsed] to leave folders of PATH out
 * @returns {string | undefined}
 */
export function findCommand(name, env, isUsed = () => true) {
    const folders = searchPath(env).split(delimiter).filter(Boolean).filter(isUsed);
    const endings = WINDOWS ? [".exe", ".cmd"] : [""];
    return folders
        .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
        .find(isExecutable);
}

/**
 * An environment whose PATH begins with some folders.
 * @param {Record<string, string | undefined>} env
 * @param {string[]} folders
 */
export function withPath(env, folders) {
    const others = searchPath(env)
        .split(delimiter)
        .filter((folder) => !folders.includes(folder));
    const rest = Object.entries(env).filter(([name]) => name.toUpperCase() !== "PATH");
    return { ...Object.fromEntries(rest), PATH: [...folders, ...others].join(delimiter) };
}

/** @param {string} file */
export function isExecutable(file) {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/**
 * Whether two paths lead to the same file.
 * @param {string} one
 * @param {string} other
 */
export function isSameFile(one, other) {
    return realpathSync(one) === realpathSync(other);
}

function searchPath(env) {
    // Windows calls it Path.
    const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH");
    return (name && env[name]) ?? "";
}
