import { readFileSync } from "node:fs";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "../..");
const PUBLISHED = ["core", "provider", "policies", "emulator"];
/** Libraries of which the HTML report holds a part, with their own dependencies. */
const BUNDLED = ["d3-scale"];

/** Licences that let anyone use the code in any product, under conditions that a notice meets. */
export const PERMISSIVE: ReadonlySet<string> = new Set([
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "(BSD-3-Clause AND Apache-2.0)",
    "BlueOak-1.0.0",
    "CC-BY-3.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Python-2.0",
]);

/** What a package's own LICENSE file says where its package.json names none. */
const READ_FROM_THE_FILE = new Map([["@logdna/tail-file", "MIT"]]);

interface LockedPackage {
    version?: string;
    license?: string;
    link?: boolean;
    resolved?: string;
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
}

/** A package that an installation of ours brings along. */
export interface Dependency {
    name: string;
    version: string;
    licence: string;
}

/** Everything that the published packages bring along, from the lock file, ordered by name. */
export function readDependencies(): Dependency[] {
    const lock = JSON.parse(readFileSync(join(REPOSITORY, "package-lock.json"), "utf8")) as {
        packages: Record<string, LockedPackage>;
    };
    const found = new Map<string, Dependency>();
    const visit = (path: string): void => {
        const entry = lock.packages[path];
        if (!entry) return;
        const { dependencies, optionalDependencies, peerDependencies } = entry;
        for (const name of Object.keys({
            ...dependencies,
            ...optionalDependencies,
            ...peerDependencies,
        })) {
            const target = resolve(lock.packages, path, name);
            const locked = target === undefined ? undefined : lock.packages[target];
            if (target === undefined || !locked || locked.link || found.has(target)) continue;
            const licence = READ_FROM_THE_FILE.get(name) ?? locked.license ?? "unknown";
            found.set(target, { name, version: locked.version ?? "", licence });
            visit(target);
        }
    };
    PUBLISHED.forEach(visit);
    for (const name of BUNDLED) {
        const path = `node_modules/${name}`;
        const { version = "", license = "unknown" } = lock.packages[path] ?? {};
        found.set(path, { name, version, licence: license });
        visit(path);
    }
    const byNameAndVersion = new Map(
        [...found.values()].map((each) => [`${each.name}@${each.version}`, each]),
    );
    return [...byNameAndVersion.keys()]
        .sort()
        .map((key) => byNameAndVersion.get(key) as Dependency);
}

/** Where Node finds a package from a folder: the nearest node_modules upwards. */
function resolve(
    packages: Record<string, LockedPackage>,
    from: string,
    name: string,
): string | undefined {
    const parts = from.split("/");
    for (let length = parts.length; length >= 0; length -= 1) {
        const path = [...parts.slice(0, length), "node_modules", name].join("/");
        if (packages[path]) return path;
    }
    return undefined;
}

/** The list of dependencies by licence: Markdown. */
export function licencesPage(): string {
    const dependencies = readDependencies();
    const licences = [...new Set(dependencies.map(({ licence }) => licence))].sort();
    return [
        "# Licences of the dependencies",
        `Everything that an installation of the published packages brings along, Pulumi's SDKs and what the HTML report is made of included: ${dependencies.length} packages. All licences are permissive; a test keeps it so.`,
        ...licences.flatMap((licence) => {
            const names = dependencies
                .filter((each) => each.licence === licence)
                .map(({ name, version }) => `${name} ${version}`);
            return [`## ${licence} (${names.length})`, names.join(", ")];
        }),
    ].join("\n\n");
}
