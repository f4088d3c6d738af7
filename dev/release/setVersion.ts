import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../support/isolation";
import { PACKAGES } from "../support/packages";
import { changelogPart, nextVersion, type Manifest } from "./versions";

// Sets the version that the changes in CHANGELOG.md ask for, everywhere. Commits nothing.

const CHANGELOG = join(REPOSITORY, "CHANGELOG.md");
const EXAMPLE_OF_A_PACK = "examples/organisation-policy-pack";

const changelog = readFileSync(CHANGELOG, "utf8");
const current = (
    JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string }
).version;
const version = nextVersion(current, changelogPart(changelog, "Unreleased"));
const day = new Date().toISOString().slice(0, 10);
writeFileSync(
    CHANGELOG,
    changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} (${day})`),
);
const names = PACKAGES.map((folder) => manifestOf(folder).name);
for (const folder of [".", ...PACKAGES, EXAMPLE_OF_A_PACK]) {
    const manifest = manifestOf(folder);
    if (folder !== EXAMPLE_OF_A_PACK) manifest.version = version;
    for (const name of names) {
        if (manifest.dependencies?.[name]) manifest.dependencies[name] = version;
    }
    const text = `${JSON.stringify(manifest, null, 4)}\n`;
    writeFileSync(join(REPOSITORY, folder, "package.json"), text);
}
execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], {
    cwd: REPOSITORY,
    stdio: "inherit",
});
console.log(`The version is ${version} now. Read CHANGELOG.md, and commit it as it shall be.`);

function manifestOf(folder: string): Manifest {
    return JSON.parse(readFileSync(join(REPOSITORY, folder, "package.json"), "utf8")) as Manifest;
}
