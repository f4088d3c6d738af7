/** What is to be read, and how much of it. */
export interface DocumentOptions {
    /** What problems call the document as a whole: "the rules file". */
    noun: string;
    /** Size in bytes that is still read. Default: 262144, which is 256 KiB. */
    largest?: number;
    /** Levels of lists and mappings within each other. Default: 32. */
    deepest?: number;
    /** Entries of a list. Default: any number. */
    longestList?: number;
    /** Characters of a text. Default: any number. */
    longestText?: number;
}
