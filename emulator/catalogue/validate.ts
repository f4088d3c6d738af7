import { DocumentError, DocumentSchema } from "bytenite-core/documents";
import type { Origin } from "bytenite-core/documents";
import { catalogueSchema } from "./catalogueSchema";
import type { CatalogueDefinition } from "./definition";
import { findDuplicates } from "./duplicates";
import { CATALOGUE_NOUN } from "./limits";

// Those of an image registry, which may be real ones by mistake.
const SECRET_KEYS = ["username", "token"];

let schema: DocumentSchema<CatalogueDefinition> | undefined;

/**
 * The value, if it is a catalogue.
 * @throws DocumentError with all the problems.
 */
export function validate(value: unknown, origin: Origin): CatalogueDefinition {
    schema ??= new DocumentSchema<CatalogueDefinition>(catalogueSchema(), {
        noun: CATALOGUE_NOUN,
        secretKeys: SECRET_KEYS,
    });
    const catalogue = schema.validate(value, origin);
    const duplicates = findDuplicates(catalogue, origin);
    if (duplicates.length > 0) throw new DocumentError(duplicates);
    return catalogue;
}
