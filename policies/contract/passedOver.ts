/** A file that was given and is of no app, so that no rule judged it. */
export interface PassedOver {
    /** As it was given or found. */
    file: string;
    /** What it says that it is: "partitioner". */
    type: string;
}
