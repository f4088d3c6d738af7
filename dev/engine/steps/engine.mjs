import { join } from "node:path";
import process from "node:process";
import { isExecutable } from "../lib/path.mjs";
import { Problem } from "../lib/problem.mjs";
import { ENGINE_VERSION, OLDEST_ENGINE } from "../pins.mjs";
import * as goModules from "../sources/goModules.mjs";
import * as official from "../sources/official.mjs";
import { engineOnPath } from "../sources/onPath.mjs";

/**
 * @typedef {object} Engine
 * @property {string} pulumi the executable
 * @property {string} version
 * @property {string} origin where it comes from, in words
 * @property {string} [folder] its folder of executables, unless they are on PATH
 */

const SOURCES = [official, goModules];

/**
 * Finds the Pulumi engine, or gets it in the first way that works on this machine.
 * @param {import("../lib/project.mjs").Project} project
 * @returns {Promise<Engine>}
 */
export async function provideEngine(project) {
    const onPath = await engineOnPath(project);
    if (onPath.engine) {
        return onPath.engine;
    }
    const present = findPresent(project);
    if (present) {
        return present;
    }
    const failures = [{ way: "Pulumi on PATH", reason: onPath.reason }];
    for (const source of SOURCES) {
        const reason = await source.make(project);
        if (reason === undefined) {
            return describe(project, source);
        }
        failures.push({ way: source.WAY, reason });
    }
    throw new Problem(noEngine(failures));
}

function findPresent(project) {
    const source = SOURCES.find((each) => isExecutable(describe(project, each).pulumi));
    return source && describe(project, source);
}

function describe(project, source) {
    const folder = join(source.folder(project), "bin");
    const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
    return { pulumi: join(folder, name), version: ENGINE_VERSION, origin: source.ORIGIN, folder };
}

function noEngine(failures) {
    const tried = failures.map(({ way, reason }) => `- ${way}: ${reason}`).join("\n");
    return (
        `The Pulumi engine is needed, and it could not be had in any way:\n\n${tried}\n\n` +
        "One of these helps; then run this again:\n" +
        `- install Pulumi ${OLDEST_ENGINE} or newer: https://www.pulumi.com/docs/install/\n` +
        "- allow downloads from get.pulumi.com and github.com (HTTPS_PROXY is honoured)\n" +
        "- install Go (https://go.dev/doc/install): the engine is then built from Go modules"
    );
}
