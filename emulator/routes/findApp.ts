import { showText } from "bytenite-core/model";
import type { Catalogue } from "../catalogue/catalogue";
import type { WireApp } from "../catalogue/wireApp";
import { ApiError } from "../errors";
import { parseTag } from "../tags";

/**
 * The app that a tag in a path names.
 * @throws ApiError 400 for a text that is no tag, 404 if nothing has the tag.
 */
export function findApp(catalogue: Catalogue, text: string): WireApp {
    const tag = parseTag(text);
    if (!tag) {
        const expected = "name, name@major or name@major.minor";
        throw new ApiError(400, `${showText(text)} is no tag: expected ${expected}.`);
    }
    const app = catalogue.find(tag);
    if (!app) throw new ApiError(404, `No app has the tag ${text}.`);
    return app;
}
