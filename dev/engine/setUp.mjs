import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { removeLeftovers } from "./lib/aside.mjs";
import { endChildrenOnSignals } from "./lib/child.mjs";
import { addLinks, removeOtherLinks } from "./lib/links.mjs";
import { lock } from "./lib/lock.mjs";
import { withPath } from "./lib/path.mjs";
import { openProject } from "./lib/project.mjs";
import { build } from "./steps/build.mjs";
import { provideDependencies } from "./steps/dependencies.mjs";
import { provideEngine } from "./steps/engine.mjs";
import { provideNode } from "./steps/node.mjs";

/**
 * Puts everything in place that the project needs on this machine, as far as it is not there yet.
 * @param {Record<string, string | undefined>} env the environment
 * @returns {Promise<{
 *     project: import("./lib/project.mjs").Project,
 *     node: string,
 *     engine: import("./steps/engine.mjs").Engine,
 * }>} the project's env is the one for programs that use all this
 */
export async function setUp(env) {
    const outer = openProject(env);
    mkdirSync(outer.cache, { recursive: true });
    const unlock = await lock(join(outer.cache, "lock"), (owner) =>
        outer.say(`Another set-up is at work here (process ${owner}): waiting for it.`),
    );
    const leaveSignals = endChildrenOnSignals(unlock);
    try {
        removeLeftovers(outer.cache);
        return await takeSteps(outer);
    } finally {
        leaveSignals();
        unlock();
    }
}

async function takeSteps(outer) {
    const node = await provideNode(outer);
    const early = { ...outer, env: useCommands(outer, [node]) };
    await provideDependencies(early);
    const engine = await provideEngine(early);
    const commands = [node, ...executablesOf(engine)];
    const project = { ...outer, env: useCommands(outer, commands) };
    removeOtherLinks(project.bin, commands);
    await build(project);
    return { project, node, engine };
}

function executablesOf({ folder }) {
    return folder ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** The environment in which these commands come first, then those of the dependencies. */
function useCommands(project, commands) {
    const [node] = commands;
    const tools = join(project.root, "node_modules", ".bin");
    return {
        ...ownNodeSettings(node),
        ...withPath(project.env, [...commandFolders(project, commands), tools]),
        // npm names the Node that it was started with to whatever it starts.
        NODE: node,
        npm_node_execpath: node,
    };
}

function ownNodeSettings(node) {
    // A Node of the system trusts what the system trusts, such as a company's own certificate
    // authority; one from a package does so only when it is told to.
    return node === process.execPath ? {} : { NODE_USE_SYSTEM_CA: "1" };
}

/**
 * A folder of links to just these commands: their own folders may hold others, which must not come
 * before those that the user has on PATH.
 */
function commandFolders(project, commands) {
    if (process.platform === "win32") {
        // Links need a privilege there.
        return [...new Set(commands.map((command) => dirname(command)))];
    }
    addLinks(project.bin, commands);
    return [project.bin];
}
