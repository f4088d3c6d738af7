import { cpSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

// Part of the build: `explain` prints these pages without a network.
const pages = fileURLToPath(new URL("../docs/errors", import.meta.url));
for (const name of ["provider", "policies"]) {
    const target = fileURLToPath(new URL(`../${name}/dist/errors`, import.meta.url));
    rmSync(target, { recursive: true, force: true });
    cpSync(pages, target, {
        recursive: true,
        filter: (path) => basename(path) !== "README.md",
    });
}
