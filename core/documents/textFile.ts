import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { showFile, showLine } from "../model/foreignText";
import { DocumentError } from "./documentError";
import type { DocumentOptions } from "./documentOptions";
import { limitsOf } from "./textLimits";

const NEWLINE = 0x0a;

/** How much of a file is read, and how it is shown. */
export interface TextFileOptions extends Pick<DocumentOptions, "largest"> {
    /** How problems name the file. Default: its path. */
    shownAs?: string;
}

/** Why a file can't be read: the end of a sentence without a full stop. */
export class TextFileError extends DocumentError {
    override readonly name = "TextFileError";
    /**
     * @param problem for example "there is no such file"
     * @param reason the system's code, for example ENOENT. Absent: the file was there, and is no text to read
     */
    constructor(
        shownAs: string,
        readonly problem: string,
        readonly reason?: string,
    ) {
        super([`${showFile(shownAs)}: ${problem}`]);
    }
}

/**
 * The content of a text file that anybody may have put there, a byte order mark included. No more than
 * `largest` bytes are ever read, and nothing is waited for.
 * @throws TextFileError for a file that is missing, too large, unreadable, not UTF-8, or a pipe or a device
 */
export function readTextFile(path: string, options: TextFileOptions = {}): string {
    const { largest } = limitsOf(options);
    const refuse = (problem: string, reason?: string) =>
        new TextFileError(options.shownAs ?? path, problem, reason);
    let file: number | undefined;
    try {
        // A pipe would be waited for until somebody writes to it. Windows has no such flag, nor such pipes.
        file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
        const stat = fstatSync(file);
        if (stat.isDirectory()) throw refuse("a folder, not a file");
        if (!stat.isFile()) throw refuse("a pipe or a device, not a file");
        const content = readAtMost(file, largest + 1);
        if (content.length > largest) throw refuse(`larger than ${largest} bytes`);
        return decodeText(content, options.shownAs ?? path);
    } catch (error) {
        if (error instanceof DocumentError) throw error;
        const { code, message } = error as NodeJS.ErrnoException;
        throw refuse(explain(code, message), code);
    } finally {
        if (file !== undefined) closeSync(file);
    }
}

/** What the size says is no limit: it is 0 for files of /proc, and a file may grow meanwhile. */
function readAtMost(file: number, most: number): Buffer {
    const pieces: Buffer[] = [];
    let length = 0;
    while (length < most) {
        const piece = Buffer.allocUnsafe(Math.min(most - length, 64 * 1024));
        const read = readSync(file, piece);
        if (read === 0) break;
        pieces.push(piece.subarray(0, read));
        length += read;
    }
    return Buffer.concat(pieces, length);
}

/**
 * A text in UTF-8.
 * @param shownAs How problems name where it comes from.
 * @throws TextFileError for bytes of any other encoding: Node would put replacement characters there.
 */
export function decodeText(content: Buffer, shownAs: string): string {
    const text = content.toString("utf8");
    if (isUtf8(content)) return text;
    const [first, second] = content;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
        const problem = "not in UTF-8 but in UTF-16, as PowerShell writes it: save it as UTF-8";
        throw new TextFileError(shownAs, problem);
    }
    const read = Buffer.from(text);
    const differing = content.findIndex((byte, index) => byte !== read[index]);
    let offset = differing < 0 ? content.length : differing;
    // The first bytes of a replacement character may be there by chance.
    while (!isUtf8(content.subarray(0, offset))) offset -= 1;
    const line = content.subarray(0, offset).filter((byte) => byte === NEWLINE).length + 1;
    throw new TextFileError(
        `${shownAs}:${line}`,
        `byte ${offset + 1} of the file is not UTF-8; save it in that encoding`,
    );
}

function explain(code = "", message: string): string {
    const sentences: Record<string, string> = {
        ENOENT: "there is no such file",
        ENOTDIR: "there is no such file",
        EISDIR: "a folder, not a file",
        ELOOP: "a link that leads back to itself",
        EACCES: "no permission to read it",
        EPERM: "no permission to read it",
        // Of a socket, which can't be opened.
        ENXIO: "a pipe or a device, not a file",
    };
    return sentences[code] ?? `can't be read: ${showLine(message)}`;
}
