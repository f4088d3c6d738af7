import { withCode } from "../model/withCode";
import type { DocumentCode } from "./errorCodes";

const CODE: DocumentCode = "COMMAND_INVALID";

/** Writes what commander says of a command line that it can't take, with the code: for its `outputError`. */
export function writeUsageError(text: string, write: (text: string) => void): void {
    write(`${withCode(text.trimEnd(), CODE)}\n`);
}
