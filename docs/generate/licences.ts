import { installedPath, readLock } from "../../dev/release/closure";
import { PACKAGES } from "../../dev/support/packages";

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

/** A package that an installation of ours brings along. */
export interface Dependency {
    name: string;
    version: string;
    licence: string;
}

/** Everything that the published packages bring along, from the lock file, ordered by name. */
export function readDependencies(): Dependency[] {
    const packages = readLock();
    const found = new Map<string, Dependency>();
    const visit = (path: string): void => {
        const entry = packages[path];
        if (!entry) return;
        const { dependencies, optionalDependencies, peerDependencies } = entry;
        for (const name of Object.keys({
            ...dependencies,
            ...optionalDependencies,
            ...peerDependencies,
        })) {
            const target = installedPath(packages, path, name);
            const locked = target === undefined ? undefined : packages[target];
            if (target === undefined || !locked || locked.link || found.has(target)) continue;
            const licence = READ_FROM_THE_FILE.get(name) ?? locked.license ?? "unknown";
            found.set(target, { name, version: locked.version ?? "", licence });
            visit(target);
        }
    };
    PACKAGES.forEach(visit);
    for (const name of BUNDLED) {
        const path = `node_modules/${name}`;
        const { version = "", license = "unknown" } = packages[path] ?? {};
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
