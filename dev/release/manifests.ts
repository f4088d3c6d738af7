import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../support/isolation";
import type { Manifest } from "./versions";

const EXAMPLES = "examples";

/** @param folder from the top of the repository */
export function readManifest(folder: string): Manifest {
    return JSON.parse(readFileSync(join(REPOSITORY, folder, "package.json"), "utf8")) as Manifest;
}

/** The folders of the examples, which ask for the packages as users do. */
export function exampleFolders(): string[] {
    return readdirSync(join(REPOSITORY, EXAMPLES), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${EXAMPLES}/${name}`);
}
