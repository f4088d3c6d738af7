import { readFileSync, statSync } from "node:fs";
import { Catalogue } from "./catalogue";
import { CatalogueError } from "./problems";

const LARGEST_FILE = 10_000_000;
// Two edits within one tick of the file system's clock may look like one.
const CLOCK_DOUBT_MS = 200;

/** Where lines for a person go. `console` is one. */
export type Log = Pick<Console, "info" | "error">;

/** Something that knows the catalogue of this moment. */
export interface CatalogueSource {
    current(): Catalogue;
}

type Content = { text: string } | { problem: string };

/**
 * A catalogue file whose edits are seen at the next look. An edit that can't be served is told once;
 * until it is mended, the last good catalogue stays.
 */
export class CatalogueFile implements CatalogueSource {
    private catalogue: Catalogue;
    private seen: Content;
    private stamp: string | undefined;

    /** @throws CatalogueError if the file can't be served as it is. */
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
            if (!(error instanceof CatalogueError)) throw error;
            this.log.error(`${error.message}\nthe catalogue from before this edit stays served`);
        }
    }

    private parse(content: Content): Catalogue {
        if ("problem" in content) throw new CatalogueError([content.problem]);
        return Catalogue.fromYaml(content.text, this.path);
    }

    /** The file's content, or undefined if it is certain to be what it was at the last look. */
    private read(): Content | undefined {
        try {
            const stat = statSync(this.path, { bigint: true });
            if (!stat.isFile()) return { problem: `${this.path}: not a file` };
            if (stat.size > LARGEST_FILE) {
                return { problem: `${this.path}: larger than ${LARGEST_FILE} bytes` };
            }
            const stamp = [stat.mtimeNs, stat.ctimeNs, stat.size, stat.ino].join();
            if (stamp === this.stamp) return undefined;
            const isOld = Date.now() - Number(stat.ctimeMs) > CLOCK_DOUBT_MS;
            this.stamp = isOld ? stamp : undefined;
            return { text: readFileSync(this.path, "utf8") };
        } catch (error) {
            this.stamp = undefined;
            return { problem: `${this.path}: ${explain(error as NodeJS.ErrnoException)}` };
        }
    }
}

function explain({ code, message }: NodeJS.ErrnoException): string {
    return code === "ENOENT" ? "there is no such file" : message;
}
