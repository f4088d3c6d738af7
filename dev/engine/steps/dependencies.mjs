import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../lib/npm.mjs";
import { Problem } from "../lib/problem.mjs";
import { announced } from "../lib/progress.mjs";

/**
 * Installs what package-lock.json lists, unless it is installed already.
 * @param {import("../lib/project.mjs").Project} project
 */
export async function provideDependencies(project) {
    if (read(stamp(project)) === wanted(project)) {
        return;
    }
    if (!isInstalled(project)) {
        await announced(project.say, "Installing the dependencies (npm ci): a minute or two.", () =>
            install(project),
        );
    }
    writeFileSync(stamp(project), wanted(project));
}

async function install(project) {
    // An interrupted npm must not leave what makes the result look whole.
    rmSync(stamp(project), { force: true });
    rmSync(npmsOwnLock(project), { force: true });
    const { ok, output } = await npm(project.env, project.root, ["ci", "--include=dev"]);
    if (!ok) {
        throw new Problem(
            `The dependencies could not be installed. npm ci said:\n\n${output}\n\n` +
                "If that is about the network: `npm ping` asks whether the registry is within reach.",
        );
    }
}

/** Somebody may have run `npm ci` or `npm install` by hand: npm keeps a list of what it put there. */
function isInstalled(project) {
    const text = read(npmsOwnLock(project));
    if (text === undefined) {
        return false;
    }
    const present = JSON.parse(text).packages;
    const listed = JSON.parse(
        readFileSync(join(project.root, "package-lock.json"), "utf8"),
    ).packages;
    const isPresent = ([path, entry]) =>
        !path.includes("node_modules/") ||
        (present[path] ? present[path].version === entry.version : entry.optional === true);
    return (
        Object.entries(listed).every(isPresent) &&
        Object.keys(present).every((path) => listed[path])
    );
}

function stamp(project) {
    return join(project.root, "node_modules", ".installed");
}

function npmsOwnLock(project) {
    return join(project.root, "node_modules", ".package-lock.json");
}

function wanted(project) {
    const hash = createHash("sha256").update(project.platform);
    ["package-lock.json", ".npmrc"].forEach((name) =>
        hash.update(read(join(project.root, name)) ?? ""),
    );
    return hash.digest("hex");
}

function read(file) {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}
