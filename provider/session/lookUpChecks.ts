import { withCode, type AppRecord } from "bytenite-core/model";
import { currentDeployment, outsideOfDeployments } from "./deployment";
import type { ErrorCode } from "./errorCode";

/** What keeps an app from being deployed. */
export interface Refusal {
    /** The app's tag. "": all apps together. */
    tag: string;
    /** What is wrong, for a person: a line. */
    message: string;
}

/**
 * Judges every app that the `App`s of a deployment have looked up so far. Called when no look-up is under way,
 * again when more have been.
 */
export type LookUpCheck = (apps: readonly AppRecord[]) => readonly Refusal[];

const checks = new WeakMap<object, LookUpCheck[]>();
const released = new WeakSet<object>();

/** Apps have become resources, and what registers now would never judge them. */
class CheckedTooLateError extends Error {
    override readonly name = "CheckedTooLateError";
    readonly code: ErrorCode = "CHECKED_TOO_LATE";

    constructor() {
        const problem =
            "Apps were looked up already, and nothing has judged them: register the check before the first App or AppSelection is made.";
        super(withCode(problem, "CHECKED_TOO_LATE"));
    }
}

/**
 * Has each look-up of an `App` judged before it becomes a resource: in this deployment, or where there is none
 * yet, in each one of the process. A refused app ends the deployment as a failed look-up does.
 *
 * @throws CheckedTooLateError where an app has passed already
 */
export function checkLookUps(check: LookUpCheck): void {
    const deployment = currentDeployment();
    if (released.has(deployment)) {
        throw new CheckedTooLateError();
    }
    checks.set(deployment, [...(checks.get(deployment) ?? []), check]);
}

/** The checks of the running deployment. */
export function lookUpChecks(): readonly LookUpCheck[] {
    const everywhere = checks.get(outsideOfDeployments) ?? [];
    const deployment = currentDeployment();
    return deployment === outsideOfDeployments
        ? everywhere
        : [...everywhere, ...(checks.get(deployment) ?? [])];
}

/** Remembers that an app of the running deployment passed without a check. */
export function noteUnchecked(): void {
    released.add(currentDeployment());
}
