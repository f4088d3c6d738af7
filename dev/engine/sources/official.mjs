import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeAside } from "../lib/aside.mjs";
import { run } from "../lib/child.mjs";
import { announced } from "../lib/progress.mjs";
import { ENGINE_VERSION } from "../pins.mjs";
import { Failure, mustRun } from "./failure.mjs";

export const WAY = "the official release";
export const ORIGIN = "the official release";

const INSTALLER = fileURLToPath(new URL("officialInstaller.mjs", import.meta.url));
const CHECK_TIME = 15_000;
const INSTALL_TIME = 15 * 60_000;

/** @param {import("../lib/project.mjs").Project} project */
export function folder(project) {
    return join(project.cache, "engine", `official-${ENGINE_VERSION}-${project.platform}`);
}

/**
 * Installs the official release with the SDK's own installer.
 * @param {import("../lib/project.mjs").Project} project
 * @returns {Promise<string | undefined>} why it cannot, or undefined
 */
export async function make(project) {
    // Node's fetch heeds HTTPS_PROXY only when it is told to.
    const env = { ...project.env, NODE_USE_ENV_PROXY: "1" };
    const installer = (args, timeout) => run("node", [INSTALLER, ...args], { env, timeout });
    const check = await installer(["check"], CHECK_TIME);
    if (!check.ok) {
        return check.output;
    }
    const line = `Downloading Pulumi ${ENGINE_VERSION} into .cache/engine: a minute or two.`;
    return Failure.reasonOf(() =>
        announced(project.say, line, () =>
            makeAside(project.cache, folder(project), async (aside) => {
                await mustRun(installer(["install", ENGINE_VERSION, aside], INSTALL_TIME));
            }),
        ),
    );
}
