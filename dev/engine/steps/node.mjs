import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { makeAside } from "../lib/aside.mjs";
import { run } from "../lib/child.mjs";
import { npm } from "../lib/npm.mjs";
import { isExecutable } from "../lib/path.mjs";
import { Problem } from "../lib/problem.mjs";
import { announced } from "../lib/progress.mjs";
import { isAtLeast } from "../lib/versions.mjs";
import { NODE_PACKAGES, OLDEST_NODE } from "../pins.mjs";

/**
 * The Node to run everything with: this one, or, where it is too old, one from an npm package.
 * @param {import("../lib/project.mjs").Project} project
 * @returns {Promise<string>} the executable
 */
export async function provideNode(project) {
    if (isAtLeast(process.versions.node, OLDEST_NODE)) {
        return process.execPath;
    }
    const packed = NODE_PACKAGES[project.platform];
    if (!packed) {
        throw new Problem(tooOld(`there is no npm package of Node for ${project.platform}`));
    }
    const folder = join(project.cache, "node", `${packed.version}-${project.platform}`);
    const node = executable(folder, packed);
    if (!isExecutable(node)) {
        await announced(
            project.say,
            `Installing Node ${packed.version} for this project only ` +
                `(it does not run on ${process.versions.node}): up to a minute.`,
            () => makeAside(project.cache, folder, (aside) => install(project, packed, aside)),
        );
    }
    return node;
}

async function install(project, packed, folder) {
    const named = `${packed.name}@${packed.version}`;
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const installed = await npm(project.env, folder, ["install", named, "--ignore-scripts"]);
    if (!installed.ok) {
        throw new Problem(tooOld(`npm could not install ${named}:\n\n${installed.output}`));
    }
    const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
    if (lock.packages[`node_modules/${packed.name}`]?.integrity !== packed.integrity) {
        throw new Problem(tooOld(`${named} is not the package that dev/engine/pins.mjs expects`));
    }
    const node = executable(folder, packed);
    const started = await run(node, ["--version"], { env: project.env });
    if (!started.ok || started.stdout !== `v${packed.version}`) {
        throw new Problem(tooOld(`the Node of ${named} does not run here: ${started.output}`));
    }
}

function executable(folder, packed) {
    const name = process.platform === "win32" ? "node.exe" : "node";
    return join(folder, "node_modules", packed.name, "bin", name);
}

function tooOld(reason) {
    return (
        `This is Node ${process.versions.node}, and this project needs ${OLDEST_NODE} or newer.\n` +
        `A newer one for this project only cannot be had: ${reason}.\n\n` +
        `Install Node ${OLDEST_NODE} or newer (https://nodejs.org/), and run this again.`
    );
}
