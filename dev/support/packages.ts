import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "./stack";

const execute = promisify(execFile);

/** The folders of the packages that are published. */
export const PACKAGES = ["core", "provider", "policies", "emulator"] as const;

/** Packs every package as it is published. Gives the paths of the files, in the order of PACKAGES. */
export function packPackages(target: string): Promise<string[]> {
    return Promise.all(
        PACKAGES.map(async (name) => {
            const { stdout } = await execute(
                "npm",
                ["pack", "--json", "--pack-destination", target],
                { cwd: join(REPOSITORY, name) },
            );
            const [packed] = Object.values(JSON.parse(stdout) as { filename: string }[]);
            return join(target, packed?.filename ?? "");
        }),
    );
}

/** npm's words for packages of the registry, in the versions that the repository uses. */
export async function registryPackages(...names: string[]): Promise<string[]> {
    const text = await readFile(join(REPOSITORY, "package.json"), "utf8");
    const { dependencies, devDependencies } = JSON.parse(text) as Record<
        string,
        Record<string, string>
    >;
    const versions = { ...devDependencies, ...dependencies };
    return names.map((name) => `${name}@${versions[name]}`);
}

/** Installs packages into the project in the folder. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
    const options = ["install", "--prefer-offline", "--no-audit"];
    await execute("npm", [...options, ...packages], { cwd: folder });
}
