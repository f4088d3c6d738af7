import { Catalogue } from "./catalogue";
import type { CatalogueDefinition } from "./definition";
import { CatalogueFile, type CatalogueSource, type Log } from "./file";

/**
 * A catalogue from a file, which is followed, or from a value in memory.
 * @throws DocumentError if there is no valid catalogue to begin with.
 */
export function openCatalogue(from: string | CatalogueDefinition, log: Log): CatalogueSource {
    if (typeof from === "string") return new CatalogueFile(from, log);
    const catalogue = new Catalogue(from);
    return { current: () => catalogue };
}
