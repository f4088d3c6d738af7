import { DocumentError } from "bytenite-core/documents";

/** A command line that can't be used as it was given: options that don't go together, a name that nothing has. */
export class CommandError extends DocumentError {
    override readonly name = "CommandError";

    /** @param sentence what is wrong, and what to give instead */
    constructor(sentence: string) {
        super([sentence], "COMMAND_INVALID");
    }
}
