import { showFile } from "../model/foreignText";
import { DocumentError } from "./documentError";
import type { DocumentCode } from "./errorCodes";

const SENTENCES: Record<string, string> = {
    EACCES: "no permission to write there",
    EBUSY: "other processes kept it for a minute",
    EDQUOT: "the quota of the disk is used up",
    EFBIG: "it would be larger than the system allows",
    EISDIR: "it is a folder",
    ELOOP: "its links lead in a circle",
    ENAMETOOLONG: "its name is too long",
    ENOENT: "its folder does not exist",
    ENOSPC: "no space is left on the device",
    ENOTDIR: "a part of its path is a file, not a folder",
    EPERM: "no permission to write there",
    EROFS: "the file system can only be read",
};

/** A file that could not be written. What was there before is as it was. */
export class FileWriteError extends DocumentError {
    override readonly name = "FileWriteError";
    override readonly code = "FILE_NOT_WRITTEN" satisfies DocumentCode;

    /** @param systemCode the system's code, for example ENOSPC */
    constructor(
        file: string,
        readonly systemCode: string,
    ) {
        super([`${showFile(file)}: can't be written: ${explainWriting(systemCode)}`]);
    }
}

/** What a system's code means for somebody who wanted to write: the end of a sentence. */
export function explainWriting(systemCode: string): string {
    return SENTENCES[systemCode] ?? `the system says ${systemCode}`;
}
