// Publishes what prepare.ts made: node dev/release/publish.mjs <folder> [--dry-run]
// It runs where npm's right to publish is, so it imports nothing that was installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [folder, option] = process.argv.slice(2);
if (folder === undefined || ![undefined, "--dry-run"].includes(option)) {
    console.error("Say which folder: node dev/release/publish.mjs <folder> [--dry-run]");
    process.exit(2);
}
const release = JSON.parse(readFileSync(join(folder, "release.json"), "utf8"));
for (const { file, integrity } of release) {
    const content = readFileSync(join(folder, file));
    const found = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    if (found !== integrity) fail(`${file} is not what release.json has: it was changed.`);
}
// In the order of release.json: whoever installs a package finds what it depends on. After a failure, run it again.
for (const { name, version, file, integrity } of release) {
    const there = publishedIntegrity(name, version);
    if (there === integrity) {
        console.log(`${name} ${version} is published already.`);
    } else if (there !== undefined) {
        fail(`${name} ${version} is published with other content. Raise the version.`);
    } else {
        const dryRun = option === undefined ? [] : [option];
        npm(["publish", resolve(folder, file), "--access", "public", ...dryRun]);
        console.log(`${name} ${version}: ${option ? "would be published" : "published"}.`);
    }
}

/** What the registry has under the name and version, if anything. */
function publishedIntegrity(name, version) {
    const { status, stdout } = spawnSync(
        "npm",
        ["view", `${name}@${version}`, "dist.integrity", "--json"],
        { encoding: "utf8" },
    );
    const answer = stdout.trim() === "" ? undefined : JSON.parse(stdout);
    if (status === 0) return answer;
    if (answer?.error?.code === "E404") return undefined;
    return fail(`The registry can't be asked for ${name} ${version}: ${stdout.trim()}`);
}

function npm(args) {
    const { status } = spawnSync("npm", args, { stdio: "inherit" });
    if (status !== 0) fail(`npm ${args[0]} ended with exit code ${status}.`);
}

/** @returns {never} */
function fail(message) {
    console.error(message);
    process.exit(1);
}
