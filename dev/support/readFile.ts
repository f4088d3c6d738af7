/** In each file that holds a credential. */
export const CREDENTIAL = "canary-credential-in-a-file-93ac";

/** A command of ours that reads a file. */
export interface ReadingCommand {
    args: string[];
    environment?: NodeJS.ProcessEnv;
    /** What it ends with where the file can't be used. 0: it can do without. */
    exitCode: number;
}

/** A file that somebody else writes and that we read. */
export interface ReadFile {
    /** What it is called. */
    name: string;
    /** A content without a mistake. */
    valid: string;
    /** The same as a value, where it is one. */
    value?: object;
    /** Reads it as those do whose it is. @param path in a folder of its own */
    read: (path: string) => unknown;
    command: (path: string) => ReadingCommand;
    /** Whether a pipe is as good as a file. */
    takesPipes?: true;
}

/** A content as JSON, and the same as a value. */
export const json = (value: object) => ({ valid: JSON.stringify(value, undefined, 2), value });
