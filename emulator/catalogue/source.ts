import { Catalogue } from "./catalogue";
import type { CatalogueDefinition } from "./definition";
import { CatalogueFile } from "./file";

/** Where lines for a person go. `console` is one. */
export type Log = Pick<Console, "info" | "error">;

/** Something that knows the catalogue of this moment. */
export interface CatalogueSource {
    current(): Catalogue;
}

/**
 * A catalogue from a file, which is followed, or from a value in memory.
 * @throws CatalogueError if there is no valid catalogue to begin with.
 */
export function openCatalogue(from: string | CatalogueDefinition, log: Log): CatalogueSource {
    if (typeof from === "string") return new CatalogueFile(from, log);
    const catalogue = new Catalogue(from);
    return { current: () => catalogue };
}
