import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { findCommand } from "./path.mjs";

/**
 * @typedef {object} Project
 * @property {string} root the project's folder
 * @property {string} cache the folder for everything that the set-up puts on this machine
 * @property {string} bin the folder in the cache with the commands to use: Node and the engine
 * @property {string} platform e.g. "linux-x64": the folder may be shared with a container
 * @property {Record<string, string | undefined>} env of the programs that the set-up runs
 * @property {(line: string) => void} say
 */

/**
 * The project that these scripts lie in.
 * @param {Record<string, string | undefined>} env
 * @returns {Project}
 */
export function openProject(env) {
    const root = fileURLToPath(new URL("../../..", import.meta.url));
    const cache = join(root, ".cache");
    return {
        root,
        cache,
        bin: join(cache, "bin"),
        platform: `${process.platform}-${process.arch}`,
        env,
        say: (line) => console.error(line),
    };
}

/**
 * A command on the user's PATH, not one of this project's own: a set-up may run inside another one.
 * @param {Project} project
 * @param {string} name
 */
export function findOnPath(project, name) {
    return findCommand(name, project.env, (folder) => folder !== project.bin);
}
