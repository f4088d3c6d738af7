/** A line of a file in which something stands that a person can change. */
export interface Place {
    /** The whole path. */
    file: string;
    /** 1-based. */
    line: number;
    /** 1-based. Absent: not known. */
    column?: number;
}
