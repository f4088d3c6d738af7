import { escapeUnseen } from "../model/foreignText";
import { withCode } from "../model/withCode";
import type { DocumentCode } from "./errorCodes";

const MOST_SHOWN = 20;

/** A document that can't be used. The message has one line for each problem, at most 20. */
export class DocumentError extends Error {
    override readonly name: string = "DocumentError";
    /** What went wrong, for programs. */
    readonly code: string;

    /** One sentence each. */
    readonly problems: readonly string[];

    /** @param sentences file, line, place in the document, what is wrong */
    constructor(sentences: readonly string[], code: DocumentCode = "DOCUMENT_INVALID") {
        const problems = sentences.map(escapeUnseen);
        const hidden = problems.length - MOST_SHOWN;
        const rest = hidden > 0 ? [`… and ${hidden} more`] : [];
        super([...problems.slice(0, MOST_SHOWN), ...rest].join("\n"));
        this.problems = problems;
        this.code = code;
        // Some print the stack in place of the message, and a mistake in a file has no stack. The code is known
        // when the constructors of all its classes have run.
        Object.defineProperty(this, "stack", {
            configurable: true,
            get: () => withCode(this.message, this.code),
            // Those who put something in front of a stack must not fail.
            set: () => undefined,
        });
    }
}
