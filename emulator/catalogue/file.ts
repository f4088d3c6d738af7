import { statSync } from "node:fs";
import { DocumentError, readTextFile } from "bytenite-documents";
import { Catalogue } from "./catalogue";
import { LARGEST_CATALOGUE } from "./limits";

// Two edits within one tick of the file system's clock may look like one.
const CLOCK_DOUBT_MS = 200;

/** Where lines for a person go. `console` is one. */
export type Log = Pick<Console, "info" | "error">;

/** Something that knows the catalogue of this moment. */
export interface CatalogueSource {
    current(): Catalogue;
}

type Content = { text: string } | { problems: readonly string[] };

/**
 * A catalogue file whose edits are seen at the next look. An edit that can't be served is told once;
 * until it is mended, the last good catalogue stays.
 */
export class CatalogueFile implements CatalogueSource {
    private catalogue: Catalogue;
    private seen: Content;
    private stamp: string | undefined;

    /** @throws DocumentError if the file can't be served as it is. */
    constructor(
        private readonly path: string,
        private readonly log: Log,
    ) {
        this.seen = this.read() ?? { text: "" };
        this.catalogue = this.parse(this.seen);
    }

    current(): Catalogue {
        const content = this.read();
        if (content && JSON.stringify(content) !== JSON.stringify(this.seen)) {
            this.seen = content;
            this.reload(content);
        }
        return this.catalogue;
    }

    private reload(content: Content): void {
        try {
            this.catalogue = this.parse(content);
            this.log.info(`catalogue reloaded: ${this.catalogue.describe()}`);
        } catch (error) {
            if (!(error instanceof DocumentError)) throw error;
            this.log.error(`${error.message}\nthe catalogue from before this edit stays served`);
        }
    }

    private parse(content: Content): Catalogue {
        if ("problems" in content) throw new DocumentError(content.problems);
        return Catalogue.fromYaml(content.text, this.path);
    }

    /** The file's content, or undefined if it is certain to be what it was at the last look. */
    private read(): Content | undefined {
        const stamp = stampOf(this.path);
        if (stamp !== undefined && stamp.text === this.stamp) return undefined;
        this.stamp = stamp?.isCertain ? stamp.text : undefined;
        try {
            return { text: readTextFile(this.path, { largest: LARGEST_CATALOGUE }) };
        } catch (error) {
            if (!(error instanceof DocumentError)) throw error;
            this.stamp = undefined;
            return { problems: error.problems };
        }
    }
}

function stampOf(path: string): { text: string; isCertain: boolean } | undefined {
    try {
        const stat = statSync(path, { bigint: true });
        const text = [stat.mtimeNs, stat.ctimeNs, stat.size, stat.ino].join();
        return { text, isCertain: Date.now() - Number(stat.ctimeMs) > CLOCK_DOUBT_MS };
    } catch {
        // Reading says why.
        return undefined;
    }
}
