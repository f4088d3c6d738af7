import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { DocumentError } from "./documentError";
import type { DocumentOptions } from "./documentOptions";
import { limitsOf } from "./textLimits";

/** How much of a file is read, and how it is shown. */
export interface TextFileOptions extends Pick<DocumentOptions, "largest"> {
    /** How problems name the file. Default: its path. */
    shownAs?: string;
}

/**
 * The content of a text file, a byte order mark included.
 * @throws DocumentError for a file that is missing, too large, unreadable or not UTF-8.
 */
export function readTextFile(path: string, options: TextFileOptions = {}): string {
    const { largest } = limitsOf(options);
    const refuse = (problem: string) =>
        new DocumentError([`${options.shownAs ?? path}: ${problem}`]);
    const tooLarge = () => refuse(`larger than ${largest} bytes`);
    try {
        const stat = statSync(path);
        if (stat.isDirectory()) throw refuse("a folder, not a file");
        // A pipe would be waited for, without an end.
        if (!stat.isFile()) throw refuse("not a file");
        if (stat.size > largest) throw tooLarge();
        const content = readFileSync(path);
        if (content.length > largest) throw tooLarge();
        if (!isUtf8(content)) throw refuse("not a text in UTF-8");
        return content.toString("utf8");
    } catch (error) {
        if (error instanceof DocumentError) throw error;
        throw refuse(explain(error as NodeJS.ErrnoException));
    }
}

function explain({ code, message }: NodeJS.ErrnoException): string {
    const sentences: Record<string, string> = {
        ENOENT: "there is no such file",
        ENOTDIR: "there is no such file",
        EACCES: "no permission to read it",
        EPERM: "no permission to read it",
    };
    return sentences[code ?? ""] ?? `can't be read: ${message}`;
}
