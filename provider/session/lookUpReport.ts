import { setImmediate } from "node:timers/promises";
import { compareTexts, type AppRecord } from "bytenite-core/model";
import { ByteNiteError, type ErrorCode } from "bytenite-core/client";
import { isReplaced } from "./connection";
import { completeOnlyWithoutErrors, currentDeployment, isMocked } from "./deployment";
import { CheckedLookUps } from "./checkedLookUps";
import { LookUpError } from "./lookUpError";

/** What a look-up is called in messages. */
export interface LookUpName {
    /** What asks, for example `App "render"` or `getApp("img-gen@4.0")`. */
    caller: string;
    /** Whether a message begins with it. Otherwise it tells the tag itself. */
    isPrefix: boolean;
    /** What else may help after a failure, by its code. */
    advice?: Partial<Record<ErrorCode, string>>;
}

interface Failure {
    name: LookUpName;
    error: ByteNiteError;
    reject: (error: LookUpError) => void;
}

/** Failures that are not about one app. With 300 apps they are 300 times the same. */
export const SHARED_CAUSES: ReadonlySet<ErrorCode> = new Set([
    "INVALID_SETTING",
    "PROVIDER_NOT_INSTALLED",
    "MISSING_CREDENTIALS",
    "UNAUTHENTICATED",
    "RATE_LIMITED",
    "SERVER_ERROR",
    "UNREACHABLE",
    "TIMEOUT",
    "CANCELLED",
]);

const reports = new WeakMap<object, LookUpReport>();

/**
 * Does a look-up whose failure is for a person to read. Failures of a deployment are held back until no
 * look-up is under way, and then all reported: ordered, and a cause that several have in common is told
 * once, with a short line for each of the others.
 *
 * @param toRecord the app that was found, for the checks of the deployment: see checkLookUps
 * @throws LookUpError
 */
export function reportLookUp<Result>(
    name: LookUpName,
    lookUp: () => Promise<Result>,
    toRecord?: (result: Result) => AppRecord,
): Promise<Result> {
    const deployment = currentDeployment();
    const report = reports.get(deployment) ?? new LookUpReport();
    reports.set(deployment, report);
    return report.run(name, lookUp, toRecord);
}

class LookUpReport {
    private underWay = 0;
    private failures: Failure[] = [];
    private readonly checked = new CheckedLookUps();

    async run<Result>(
        name: LookUpName,
        lookUp: () => Promise<Result>,
        toRecord?: (result: Result) => AppRecord,
    ): Promise<Result> {
        this.underWay += 1;
        try {
            const result = await lookUp();
            // Not awaited: it is judged when nothing is under way.
            return toRecord ? this.checked.hold(name.caller, toRecord(result), result) : result;
        } catch (error) {
            completeOnlyWithoutErrors();
            if (!(error instanceof ByteNiteError)) throw error;
            return new Promise((_resolve, reject) => {
                this.failures.push({ name, error, reject });
            });
        } finally {
            this.underWay -= 1;
            void this.tellWhenIdle();
        }
    }

    private async tellWhenIdle(): Promise<void> {
        // Whoever waited for this look-up may start another one.
        await setImmediate();
        if (this.underWay > 0) return;
        this.checked.judge();
        const failures = this.failures.sort(
            (a, b) =>
                compareTexts(a.name.caller, b.name.caller) ||
                compareTexts(a.error.message, b.error.message),
        );
        this.failures = [];
        for (const failure of failures) {
            const { error, reject } = failure;
            reject(new LookUpError(describe(failure, failures), error.code));
        }
    }
}

function describe(failure: Failure, failures: readonly Failure[]): string {
    const { name, error } = failure;
    const prefix = name.isPrefix ? `${name.caller}: ` : "";
    const full = `${prefix}${aboutMocks(error.code)}${error.message}${adviceFor(failure)}`;
    if (!SHARED_CAUSES.has(error.code)) return full;
    const same = failures.filter((other) => other.error.code === error.code);
    const [first] = same;
    if (first && first !== failure) {
        return `${name.caller}: not looked up, for the same reason as ${first.name.caller} (${error.code}).`;
    }
    const others = same.length - 1;
    if (others === 0) return full;
    const they = others === 1 ? "One more look-up" : `${others} more look-ups`;
    return `${full} ${they} failed for the same reason.`;
}

function adviceFor({ name, error }: Failure): string {
    const advice = name.advice?.[error.code];
    // A catalogue of a test has no stack.
    return advice === undefined || isReplaced() ? "" : ` ${advice}`;
}

/** A unit test that forgot its catalogue wants no credentials, and no server either. */
function aboutMocks(code: ErrorCode): string {
    const isAboutServer = SHARED_CAUSES.has(code) || code === "NOT_FOUND";
    if (!isAboutServer || !isMocked() || isReplaced()) return "";
    return (
        "The program runs under Pulumi's mocks, but has no catalogue to look apps up in. Give it one before " +
        'you load it: useTestCatalogue([…]) from "pulumi-bytenite/testing". Without one, ByteNite is asked. '
    );
}
