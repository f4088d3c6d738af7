import { RunError } from "@pulumi/pulumi";
import { withCode } from "bytenite-core/model";
import type { ErrorCode } from "./errorCode";

/** A look-up that failed. Pulumi prints its message, without a stack trace, and refuses the deployment. */
export class LookUpError extends RunError {
    constructor(
        problem: string,
        /** What went wrong, for programs. The message ends with it. */
        readonly code: ErrorCode,
    ) {
        const message = withCode(problem, code);
        super(message);
        // A stack says nothing to who reads this. And with one, the program may hang: the SDK inspects the
        // error, and util.inspect of Node 20 to 24 never returns from some paths of the SDK's source maps.
        this.stack = message;
        // The SDK would put the name of the first property that waits for the look-up in front.
        Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    }
}
