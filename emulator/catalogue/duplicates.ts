import { showPath } from "bytenite-core/documents";
import type { Origin, Path } from "bytenite-core/documents";
import type { CatalogueDefinition } from "./definition";
import { CATALOGUE_NOUN } from "./limits";
import { normalise, versionsOf } from "./normalise";

/** What a JSON Schema can't say: no two apps have the same name and version, or the same id. */
export function findDuplicates(catalogue: CatalogueDefinition, origin: Origin): string[] {
    const paths = catalogue.apps.flatMap(pathsOfVersions);
    const seen = new Map<string, Path>();
    return normalise(catalogue).flatMap(({ name, version, id }, index) => {
        const path = paths[index] ?? [];
        const identities = [`${name}@${version}`, `the app with the id ${id}`];
        const taken = identities.find((identity) => seen.has(identity));
        identities.forEach((identity) => seen.set(identity, seen.get(identity) ?? path));
        if (taken === undefined) return [];
        const first = show(seen.get(taken) ?? []);
        return [`${origin.locate(path)}: ${show(path)} is ${taken}, which ${first} is already`];
    });
}

function show(path: Path): string {
    return showPath(path, CATALOGUE_NOUN);
}

function pathsOfVersions(app: CatalogueDefinition["apps"][number], index: number): Path[] {
    if (!app.versions) return [["apps", index]];
    return versionsOf(app).map((_, number) => ["apps", index, "versions", number]);
}
