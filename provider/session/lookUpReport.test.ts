import { setTimeout } from "node:timers/promises";
import type { ErrorCode } from "./errorCode";
import { programReport } from "./lookUpReport";
import { ReportedError } from "./reportedError";

const nameOf = (caller: string) => ({
    caller,
    opening: `${caller}: `,
    outcome: `${caller}: not looked up`,
});
const fail = (caller: string, code: ErrorCode, message: string, delay = 0) =>
    programReport().run(nameOf(caller), async () => {
        await setTimeout(delay);
        throw new ReportedError(code, message);
    });

/** Of each code, whether it is about something that look-ups share, such as the server or a file. */
const IS_SHARED: Record<ErrorCode, boolean> = {
    BAD_REQUEST: false,
    CANCELLED: true,
    CHECKED_TOO_LATE: false,
    CODE_GENERATION_REFUSED: true,
    // An app of somebody else's, as a rule.
    FORBIDDEN: false,
    INVALID_ARGUMENT: false,
    INVALID_RESPONSE: false,
    INVALID_SETTING: true,
    INVALID_TAG: false,
    LOCK_INVALID: true,
    LOCK_MISMATCH: false,
    LOCK_MISSING: false,
    // It says which tag can't be asked for.
    LOCK_OFFLINE: false,
    MISSING_CREDENTIALS: true,
    // The report itself tells it once.
    NOT_JUDGED: false,
    NOT_FOUND: false,
    NOT_SELECTED: false,
    PROVIDER_NOT_INSTALLED: true,
    RATE_LIMITED: true,
    RECORD_INVALID: false,
    RECORD_MISSING: false,
    RECORD_STALE: false,
    RECORD_VERSION: false,
    REFUSED: false,
    SELECTION_CHANGED: false,
    SELECTION_COUNT: false,
    SELECTION_OVERRIDDEN: false,
    SERVER_ERROR: true,
    STATUS_MISMATCH: false,
    TAG_OVERRIDDEN: false,
    TIMEOUT: true,
    UNAUTHENTICATED: true,
    UNREACHABLE: true,
};

const messages = async (lookUps: Promise<unknown>[]) => {
    const order: string[] = [];
    const outcomes = lookUps.map((lookUp) =>
        lookUp.then(
            () => order.push("fine"),
            (error: Error) => order.push(error.message),
        ),
    );
    await Promise.all(outcomes);
    return order;
};

describe("the report of a program", () => {
    it("gives what was looked up at once, whatever fails elsewhere", async () => {
        const slow = fail("b", "NOT_FOUND", "None.", 50).catch(() => "late");
        const quick = programReport().run(nameOf("a"), () => Promise.resolve(5));
        expect(await Promise.race([slow, quick])).toBe(5);
        await slow;
    });

    it("reports failures in one order, whichever came first", async () => {
        expect(
            await messages([
                fail("c", "NOT_FOUND", "Last."),
                fail("a", "NOT_FOUND", "First.", 30),
                fail("b", "INVALID_TAG", "Middle.", 10),
            ]),
        ).toEqual(["a: First. [NOT_FOUND]", "b: Middle. [INVALID_TAG]", "c: Last. [NOT_FOUND]"]);
    });

    it("tells a cause that several have in common once", async () => {
        expect(
            await messages([
                fail("c", "UNREACHABLE", "No way to c."),
                fail("b", "NOT_FOUND", "No b."),
                fail("a", "UNREACHABLE", "No way to a.", 20),
                fail("d", "UNREACHABLE", "No way to d."),
            ]),
        ).toEqual([
            "a: No way to a. 2 more look-ups failed for the same reason. [UNREACHABLE]",
            "b: No b. [NOT_FOUND]",
            "c: not looked up, for the same reason as a. [UNREACHABLE]",
            "d: not looked up, for the same reason as a. [UNREACHABLE]",
        ]);
        expect(
            await messages([fail("a", "TIMEOUT", "Late."), fail("b", "TIMEOUT", "Late.")]),
        ).toEqual([
            "a: Late. One more look-up failed for the same reason. [TIMEOUT]",
            "b: not looked up, for the same reason as a. [TIMEOUT]",
        ]);
    });

    it.each(Object.entries(IS_SHARED))("tells %s once for all: %p", async (code, isShared) => {
        const both = ["a", "b"].map((name) => fail(name, code as ErrorCode, `No ${name}.`));
        const [, second] = await messages(both);
        const shared = `b: not looked up, for the same reason as a. [${code}]`;
        expect(second).toBe(isShared ? shared : `b: No b. [${code}]`);
    });

    it("keeps the code of each failure, for programs", async () => {
        await expect(fail("a", "NOT_FOUND", "None.")).rejects.toMatchObject({ code: "NOT_FOUND" });
    });

    it("lets a program go on after a failure that it catches", async () => {
        const first = await fail("a", "NOT_FOUND", "None.").catch(() => "instead");
        expect(first).toBe("instead");
        expect(await messages([fail("b", "NOT_FOUND", "None.")])).toEqual(["b: None. [NOT_FOUND]"]);
    });

    it("passes a defect on as it is, at once", async () => {
        const defect = new TypeError("x is not a function");
        const lookUp = programReport().run(nameOf("a"), () => Promise.reject(defect));
        await expect(lookUp).rejects.toBe(defect);
    });
});
