import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { install, packPackages } from "../dev/support/packages";
import { REPOSITORY } from "../dev/support/stack";

export const EXAMPLES = join(REPOSITORY, "examples");
/** What a person who tried an example in the repository leaves there. */
const LEFT_OVER = ["node_modules", "package-lock.json"];

type Dependencies = Record<string, string>;

/** What an example's package.json says. */
export interface Manifest {
    dependencies?: Dependencies;
    devDependencies?: Dependencies;
}

/** The folders of all examples. */
export const EXAMPLE_NAMES: readonly string[] = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

export const readExample = (name: string, file: string) =>
    readFileSync(join(EXAMPLES, name, file), "utf8");

export const readManifest = (name: string) =>
    JSON.parse(readExample(name, "package.json")) as Manifest;

/** Everything that the manifests depend on. */
export function allDependencies(manifests: readonly Manifest[]): Map<string, Set<string>> {
    const all = new Map<string, Set<string>>();
    for (const { dependencies = {}, devDependencies = {} } of manifests) {
        for (const [name, range] of [
            ...Object.entries(dependencies),
            ...Object.entries(devDependencies),
        ]) {
            all.set(name, (all.get(name) ?? new Set()).add(range));
        }
    }
    return all;
}

/** Installs what all examples depend on, once, with the packages as they are published. */
export async function installForAll(folder: string): Promise<void> {
    await mkdir(folder);
    const tarballs = await packPackages(folder);
    const isOurs = (name: string) => tarballs.some((path) => basename(path).startsWith(`${name}-`));
    const others = [...allDependencies(EXAMPLE_NAMES.map(readManifest))].flatMap(
        ([name, ranges]) => (isOurs(name) ? [] : [...ranges].map((range) => `${name}@${range}`)),
    );
    await writeFile(join(folder, "package.json"), '{ "private": true }');
    await install(folder, [...tarballs, ...others]);
}

/** Copies all examples, since some name others beside them. */
export async function copyExamples(folder: string): Promise<void> {
    await cp(EXAMPLES, folder, {
        recursive: true,
        filter: (path) => !LEFT_OVER.includes(basename(path)),
    });
}
