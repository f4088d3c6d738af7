import { createReadStream } from "node:fs";
import { decodeText, DocumentError } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";

/** The state of a hundred thousand apps. A pipe or a device could be without end. */
export const LARGEST_BYTES = 400 * 1024 * 1024;

/** A text, and where it comes from: a path, which a problem shows with `showFile`. */
export interface Input {
    text: string;
    shownAs: string;
}

/**
 * The text in a file or, without a path, in standard input. A file may be a pipe: `check <(pulumi stack export …)`.
 * @param name how problems name the file
 * @throws DocumentError
 */
export async function readInput(path: string | undefined, name = path): Promise<Input> {
    const shownAs = path === undefined || name === undefined ? "standard input" : name;
    const chunks: Buffer[] = [];
    let size = 0;
    try {
        const stream = path === undefined ? process.stdin : createReadStream(path);
        for await (const chunk of stream as AsyncIterable<Buffer>) {
            chunks.push(chunk);
            size += chunk.length;
            if (size > LARGEST_BYTES) {
                throw new DocumentError([
                    `${showFile(shownAs)}: larger than ${LARGEST_BYTES} bytes`,
                ]);
            }
        }
    } catch (error) {
        throw explained(error, shownAs);
    }
    const text = decodeText(Buffer.concat(chunks), shownAs);
    if (text.trim() === "") {
        throw new DocumentError([
            `${showFile(shownAs)}: empty. Check whether the command that writes it failed`,
        ]);
    }
    return { text, shownAs };
}

function explained(error: unknown, shownAs: string): unknown {
    const { code } = Object(error) as NodeJS.ErrnoException;
    const sentences: Record<string, string> = {
        ENOENT: "there is no such file",
        ENOTDIR: "there is no such file",
        EISDIR: "a folder, not a file",
        EACCES: "no permission to read it",
    };
    if (code === undefined || error instanceof DocumentError) return error;
    return new DocumentError([
        `${showFile(shownAs)}: ${sentences[code] ?? `can't be read: the system says ${code}`}`,
    ]);
}
