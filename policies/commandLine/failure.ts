import type { DocumentError } from "bytenite-core/documents";
import { withCode } from "bytenite-core/model";
import { ClientError } from "../doors/clientError";
import { UnansweredError } from "../doors/unanswered";

/** What a command says that can't do its work, for standard error. It ends with the code, and where to read about it. */
export function describeFailure(
    error: DocumentError | UnansweredError,
    message = error.message,
): string {
    const isToldWithCodes = error instanceof ClientError || error instanceof UnansweredError;
    return `${isToldWithCodes ? message : withCode(message, error.code)}\nMore about it: npx bytenite-policies explain ${error.code}\n`;
}
