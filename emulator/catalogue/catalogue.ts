import { inMemory, parseYaml } from "bytenite-core/documents";
import type { Origin } from "bytenite-core/documents";
import { resolveTag } from "../tags";
import type { Tag } from "../tags";
import { normalise } from "./normalise";
import { CATALOGUE_NOUN, LARGEST_CATALOGUE } from "./limits";
import { validate } from "./validate";
import type { WireApp } from "./wireApp";

/** The apps that are served at one moment. */
export class Catalogue {
    /** All versions of all apps, in the catalogue's order. */
    readonly apps: readonly WireApp[];
    private readonly byName = new Map<string, WireApp[]>();

    /** @throws DocumentError if the value isn't a catalogue. */
    constructor(value: unknown, origin: Origin = inMemory("catalogue")) {
        this.apps = normalise(validate(value, origin));
        for (const app of this.apps) {
            const versions = this.byName.get(app.name);
            if (versions) versions.push(app);
            else this.byName.set(app.name, [app]);
        }
    }

    /**
     * The catalogue that a YAML text describes.
     * @throws DocumentError if it describes none.
     */
    static fromYaml(text: string, file: string): Catalogue {
        const { value, origin } = parseYaml(text, file, {
            noun: CATALOGUE_NOUN,
            largest: LARGEST_CATALOGUE,
        });
        return new Catalogue(value, origin);
    }

    find(tag: Tag): WireApp | undefined {
        return resolveTag(tag, this.byName.get(tag.name) ?? []);
    }

    /** "11 apps, 18 versions" */
    describe(): string {
        const count = (number: number, noun: string) =>
            `${number} ${noun}${number === 1 ? "" : "s"}`;
        return `${count(this.byName.size, "app")}, ${count(this.apps.length, "version")}`;
    }
}
