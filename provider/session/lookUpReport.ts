import { setImmediate } from "node:timers/promises";
import { compareTexts, type AppRecord } from "bytenite-core/model";
import { ByteNiteError } from "bytenite-core/client";
import { CheckedLookUps } from "./checkedLookUps";
import { isReplaced } from "./connection";
import { completeOnlyWithoutErrors, currentDeployment, isMocked } from "./deployment";
import type { ErrorCode } from "./errorCode";
import { LookUpError } from "./lookUpError";
import type { LookUpName } from "./lookUpName";
import { stackGuide } from "./places";
import { ReportedError } from "./reportedError";

interface Failure {
    name: LookUpName;
    code: ErrorCode;
    message: string;
    reject: (error: LookUpError) => void;
}

/** Failures that are not about one app. With 300 apps they are 300 times the same. */
const SHARED_CAUSES: ReadonlySet<ErrorCode> = new Set([
    "CODE_GENERATION_REFUSED",
    "INVALID_SETTING",
    "LOCK_INVALID",
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

/** The report of the running program. */
export function programReport(): LookUpReport {
    const deployment = currentDeployment();
    const report = reports.get(deployment) ?? new LookUpReport();
    reports.set(deployment, report);
    return report;
}

/**
 * Tells a person of look-ups that failed. Failures are held back until no look-up is under way, and then all
 * reported: ordered, and a cause that several have in common is told once, with a short line for each of the others.
 */
export class LookUpReport {
    private underWay = 0;
    private failures: Failure[] = [];
    private readonly checked = new CheckedLookUps();

    /**
     * @param explained who was told of each cause, where all that fail are shown and nobody knows how many more will
     * come: a refresh. Absent: each time that none is under way counts for itself, since a program may catch what fails
     */
    constructor(private readonly explained?: Map<ErrorCode, string>) {}

    /**
     * Does a look-up.
     * @param toRecords the apps that were found, for the checks of the deployment: see checkLookUps
     * @throws LookUpError
     */
    async run<Result>(
        name: LookUpName,
        lookUp: () => Promise<Result>,
        toRecords?: (result: Result) => readonly AppRecord[],
    ): Promise<Result> {
        this.underWay += 1;
        try {
            const result = await lookUp();
            // Not awaited: it is judged when nothing is under way.
            return toRecords ? this.checked.hold(name.caller, toRecords(result), result) : result;
        } catch (error) {
            completeOnlyWithoutErrors();
            const known = toCause(error);
            if (!known) throw error;
            return new Promise((_resolve, reject) => {
                this.failures.push({ name, ...known, reject });
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
                compareTexts(a.name.caller, b.name.caller) || compareTexts(a.message, b.message),
        );
        this.failures = [];
        for (const failure of failures) {
            failure.reject(new LookUpError(this.describe(failure, failures), failure.code));
        }
    }

    private describe(failure: Failure, failures: readonly Failure[]): string {
        const { name, code, message } = failure;
        const full = `${name.opening}${aboutMocks(code)}${message}${adviceFor(failure)}`;
        if (!SHARED_CAUSES.has(code)) return full;
        const same = failures.filter((other) => other.code === code);
        const first = this.explained?.get(code) ?? same[0]?.name.caller ?? name.caller;
        this.explained?.set(code, first);
        if (this.explained ? first !== name.caller : failure !== same[0]) {
            return `${name.outcome}, for the same reason as ${first}.`;
        }
        const others = same.length - 1;
        if (this.explained || others === 0) return full;
        const they = others === 1 ? "One more look-up" : `${others} more look-ups`;
        return `${full} ${they} failed for the same reason.`;
    }
}

/** What is for a person to read. `undefined`: a defect. */
function toCause(error: unknown): Pick<Failure, "code" | "message"> | undefined {
    if (error instanceof ByteNiteError) {
        return { code: error.code, message: error.messageFor(stackGuide) };
    }
    if (!(error instanceof ReportedError)) return undefined;
    return { code: error.code, message: error.message };
}

function adviceFor({ name, code }: Failure): string {
    const advice = name.advice?.[code];
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
