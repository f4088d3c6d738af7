import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { run } from "../lib/child.mjs";
import { isExecutable } from "../lib/path.mjs";
import { findOnPath } from "../lib/project.mjs";
import { findVersion, isAtLeast } from "../lib/versions.mjs";
import { OLDEST_ENGINE } from "../pins.mjs";

// Without the first no Node program runs, without the second no dynamic resource.
const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
/** Milliseconds. Even where the machine is busy, what takes longer does not answer at all. */
const LONGEST_ANSWER = 120_000;

/**
 * The user's own Pulumi, if it is new enough and complete. It is used as it is.
 * @param {import("../lib/project.mjs").Project} project
 * @returns {Promise<{engine: import("../steps/engine.mjs").Engine} | {reason: string}>}
 */
export async function engineOnPath(project) {
    const pulumi = findOnPath(project, "pulumi");
    if (!pulumi) {
        return { reason: "there is none" };
    }
    const env = { ...project.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { ok, output, stdout } = await run(pulumi, ["version"], { env, timeout: LONGEST_ANSWER });
    const version = ok ? findVersion(stdout) : undefined;
    if (!version) {
        return { reason: `${pulumi} does not tell its version: ${output}` };
    }
    if (!isAtLeast(version, OLDEST_ENGINE)) {
        return {
            reason: `${pulumi} is ${version}, and ${OLDEST_ENGINE} is the oldest that will do`,
        };
    }
    const missing = COMPANIONS.find((name) => !findCompanion(project, pulumi, name));
    if (missing) {
        return { reason: `${pulumi} (${version}) has no ${missing} beside it or on PATH` };
    }
    return { engine: { pulumi, version, origin: "found on PATH" } };
}

function findCompanion(project, pulumi, name) {
    const ending = process.platform === "win32" ? [".exe", ".cmd"] : [""];
    const beside = [dirname(pulumi), dirname(realpathSync(pulumi))];
    return (
        beside.some((folder) => ending.some((end) => isExecutable(join(folder, name + end)))) ||
        findOnPath(project, name) !== undefined
    );
}
