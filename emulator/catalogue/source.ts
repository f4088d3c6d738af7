import { FollowedFile } from "../followedFile";
import type { Log } from "../followedFile";
import { Catalogue } from "./catalogue";
import type { CatalogueDefinition } from "./definition";
import { LARGEST_CATALOGUE } from "./limits";

/** Something that knows the catalogue of this moment. */
export interface CatalogueSource {
    current(): Catalogue;
}

/**
 * A catalogue from a file, which is followed, or from a value in memory.
 * @throws DocumentError if there is no valid catalogue to begin with.
 */
export function openCatalogue(from: string | CatalogueDefinition, log: Log): CatalogueSource {
    if (typeof from !== "string") {
        const catalogue = new Catalogue(from);
        return { current: () => catalogue };
    }
    return new FollowedFile({
        path: from,
        log,
        largest: LARGEST_CATALOGUE,
        parse: (text) => Catalogue.fromYaml(text, from),
        describeReload: (catalogue) => `catalogue reloaded: ${catalogue.describe()}`,
        whatStays: "the catalogue from before this edit stays served",
    });
}
