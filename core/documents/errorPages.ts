import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { showText } from "../model/foreignText";
import { closest } from "./closest";
import { DocumentError } from "./documentError";

/** What a package ships of docs/errors: a page for each code. */
export class ErrorPages {
    /** @param folder with CODE.md for each code */
    constructor(private readonly folder: string) {}

    /** Every code that has a page, in the order of the alphabet. */
    get codes(): string[] {
        return readdirSync(this.folder)
            .flatMap((file) => /^([A-Z_]+)\.md$/.exec(file)?.[1] ?? [])
            .sort();
    }

    /**
     * The page of a code, for a terminal. `undefined`: there is none.
     * @param wrap puts a paragraph into lines
     */
    read(code: string, wrap: (text: string) => string): string | undefined {
        if (!this.codes.includes(code)) return undefined;
        const text = readFileSync(join(this.folder, `${code}.md`), "utf8").trimEnd();
        // What somebody copies into a shell stays as it is.
        return text
            .split(/^(```[^]*?^```)$/m)
            .map((part) => (part.startsWith("```") ? part : part.split("\n").map(wrap).join("\n")))
            .join("");
    }
}

/**
 * What a name that nothing has was meant to be.
 * @param what it is not, for example "the code of an error"
 * @param advice what to do where nothing is near
 */
export function unknownName(
    name: string,
    what: string,
    known: readonly string[],
    advice: string,
): DocumentError {
    const meant = closest(name, known);
    const end = meant === undefined ? `. ${advice}` : `; did you mean ${showText(meant)}?`;
    return new DocumentError([`${showText(name)} is ${what}${end}`], "COMMAND_INVALID");
}
