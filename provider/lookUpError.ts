import { RunError } from "@pulumi/pulumi";
import { ByteNiteError, type ErrorCode } from "./client/errors";

/** A look-up that failed. Pulumi prints its message, without a stack trace, and refuses the deployment. */
export class LookUpError extends RunError {
    constructor(
        message: string,
        /** What went wrong, for programs. */
        readonly code: ErrorCode,
    ) {
        super(message);
        // A stack says nothing to who reads this. And with one, the program may hang: the SDK inspects the
        // error, and util.inspect of Node 20 to 24 never returns from some paths of the SDK's source maps.
        this.stack = message;
        // The SDK would put the name of the first property that waits for the look-up in front.
        Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    }
}

/**
 * Does a look-up whose failure is for a person to read. Every look-up that fails is reported, not
 * only the first: the engine would stop at the first failure of a resource's `check`.
 *
 * @param prefix what the message begins with
 * @throws LookUpError
 */
export async function reportLookUp<Result>(
    prefix: string,
    lookUp: () => Promise<Result>,
): Promise<Result> {
    try {
        return await lookUp();
    } catch (error) {
        throw error instanceof ByteNiteError
            ? new LookUpError(`${prefix}${error.message}`, error.code)
            : error;
    }
}
