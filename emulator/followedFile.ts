import { statSync } from "node:fs";
import { DocumentError, readTextFile } from "bytenite-core/documents";

// Two edits within one tick of the file system's clock may look like one.
const CLOCK_DOUBT_MS = 200;

/** Where lines for a person go. `console` is one. */
export type Log = Pick<Console, "info" | "error">;

/** What is made of a followed file, and what is said about its edits. */
export interface FollowedFileOptions<Value> {
    path: string;
    log: Log;
    /** Bytes of the file that are still read. Default: 256 KiB. */
    largest?: number;
    /** @throws DocumentError for a text that can't be used. */
    parse: (text: string) => Value;
    /** The line for an edit: "catalogue reloaded: 1 app". */
    describeReload: (value: Value) => string;
    /** The line that follows the problems of an edit that can't be used. */
    whatStays: string;
}

type Content = { text: string } | { problems: readonly string[] };

/**
 * A file whose edits are seen at the next look. An edit that can't be used is told once; until it is
 * mended, the last good value stays.
 */
export class FollowedFile<Value> {
    private value: Value;
    private seen: Content;
    private stamp: string | undefined;

    /** @throws DocumentError if the file can't be used as it is. */
    constructor(private readonly options: FollowedFileOptions<Value>) {
        this.seen = this.read() ?? { text: "" };
        this.value = this.parse(this.seen);
    }

    /** The value of this moment: the same object until the file changes. */
    current(): Value {
        const content = this.read();
        if (content && JSON.stringify(content) !== JSON.stringify(this.seen)) {
            this.seen = content;
            this.reload(content);
        }
        return this.value;
    }

    private reload(content: Content): void {
        const { log, describeReload, whatStays } = this.options;
        try {
            this.value = this.parse(content);
            log.info(describeReload(this.value));
        } catch (error) {
            if (!(error instanceof DocumentError)) throw error;
            log.error(`${error.message}\n${whatStays}`);
        }
    }

    private parse(content: Content): Value {
        if ("problems" in content) throw new DocumentError(content.problems);
        return this.options.parse(content.text);
    }

    /** The file's content, or undefined if it is certain to be what it was at the last look. */
    private read(): Content | undefined {
        const { path, largest } = this.options;
        const stamp = stampOf(path);
        if (stamp !== undefined && stamp.text === this.stamp) return undefined;
        this.stamp = stamp?.isCertain ? stamp.text : undefined;
        try {
            return { text: readTextFile(path, largest === undefined ? {} : { largest }) };
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
