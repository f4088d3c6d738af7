import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../support/isolation";

interface LockedPackage {
    name?: string;
    version?: string;
    license?: string;
    link?: boolean;
    resolved?: string;
    hasInstallScript?: boolean;
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
}

export type Locked = Readonly<Record<string, LockedPackage>>;

/** A package that an installation of one of ours brings along. */
export interface ClosurePackage {
    name: string;
    version: string;
    hasInstallScript: boolean;
}

/** package-lock.json: what lies in which folder. */
export function readLock(): Locked {
    const text = readFileSync(join(REPOSITORY, "package-lock.json"), "utf8");
    return (JSON.parse(text) as { packages: Locked }).packages;
}

/**
 * What an installation of the package in the folder brings along, each name and version once, ordered by name: by
 * the lock file, so that it needs no network. Without peers, which the user has already.
 */
export function closureOf(folder: string, packages: Locked = readLock()): ClosurePackage[] {
    const visited = new Set<string>();
    const found = new Map<string, ClosurePackage>();
    const visit = (path: string): void => {
        const { dependencies, optionalDependencies } = packages[path] ?? {};
        for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
            const installed = installedPath(packages, path, name);
            const locked = installed === undefined ? undefined : packages[installed];
            if (installed === undefined || !locked) continue;
            const real = locked.link ? (locked.resolved ?? installed) : installed;
            if (visited.has(real)) continue;
            visited.add(real);
            const { version = "", hasInstallScript = false } = packages[real] ?? {};
            found.set(`${name}@${version}`, { name, version, hasInstallScript });
            visit(real);
        }
    };
    visit(folder);
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Where Node finds a package from a folder: the nearest node_modules upwards. */
export function installedPath(packages: Locked, from: string, name: string): string | undefined {
    const parts = from.split("/");
    for (let length = parts.length; length >= 0; length -= 1) {
        const path = [...parts.slice(0, length), "node_modules", name].join("/");
        if (packages[path]) return path;
    }
    return undefined;
}
