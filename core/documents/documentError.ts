import { escapeUnseen } from "../model/foreignText";

const MOST_SHOWN = 20;

/** A document that can't be used. The message has one line for each problem, at most 20. */
export class DocumentError extends Error {
    override readonly name: string = "DocumentError";
    readonly code: string = "DOCUMENT_INVALID";

    /** One sentence each. */
    readonly problems: readonly string[];

    /** @param sentences file, line, place in the document, what is wrong */
    constructor(sentences: readonly string[]) {
        const problems = sentences.map(escapeUnseen);
        const hidden = problems.length - MOST_SHOWN;
        const rest = hidden > 0 ? [`… and ${hidden} more`] : [];
        super([...problems.slice(0, MOST_SHOWN), ...rest].join("\n"));
        // Some print the stack in place of the message, and a mistake in a file has no stack.
        this.stack = this.message;
        this.problems = problems;
    }
}
