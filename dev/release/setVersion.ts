import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownFiles } from "../../docs/site/pages";
import { REPOSITORY } from "../support/isolation";
import { PACKAGES } from "../support/packages";
import { exampleFolders, readManifest } from "./manifests";
import { askFor, changelogPart, nextVersion, withVersion } from "./versions";

// Sets the version that the changes in CHANGELOG.md ask for, everywhere. Commits nothing.

const CHANGELOG = join(REPOSITORY, "CHANGELOG.md");
/** Pages that tell of earlier versions. */
const OF_EARLIER_VERSIONS = /^(CHANGELOG\.md$|test\/)/;

const changelog = readFileSync(CHANGELOG, "utf8");
const { version: current } = readManifest(".");
const version = nextVersion(current, changelogPart(changelog, "Unreleased"));
const day = new Date().toISOString().slice(0, 10);
writeFileSync(
    CHANGELOG,
    changelog.replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} (${day})`),
);
const names = PACKAGES.map((folder) => readManifest(folder).name);
const versioned = [".", ...PACKAGES];
for (const folder of [...versioned, ...exampleFolders()]) {
    const manifest = readManifest(folder);
    if (versioned.includes(folder)) manifest.version = version;
    askFor(manifest, names, version);
    const text = `${JSON.stringify(manifest, null, 4)}\n`;
    writeFileSync(join(REPOSITORY, folder, "package.json"), text);
}
for (const page of markdownFiles().filter((file) => !OF_EARLIER_VERSIONS.test(file))) {
    const path = join(REPOSITORY, page);
    const text = readFileSync(path, "utf8");
    const changed = withVersion(text, names, version);
    if (changed !== text) writeFileSync(path, changed);
}
execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], {
    cwd: REPOSITORY,
    stdio: "inherit",
});
console.log(`The version is ${version} now. Read CHANGELOG.md, and commit it as it shall be.`);
