import type { AppFacts } from "../model";
import type { AppReader } from "./client";
import { getAppWithStatus, type Clock } from "./statusGate";

const MS_PER_SECOND = 1000;

/** An app whose status is the next one each time it is read, and a clock that runs while it is waited. */
function scene(...statuses: string[]) {
    let now = 0;
    const told: string[] = [];
    const pauses: number[] = [];
    const fresh: boolean[] = [];
    const clock: Clock = {
        now: () => now,
        sleep: (milliseconds) => {
            pauses.push(milliseconds / MS_PER_SECOND);
            now += milliseconds;
            return Promise.resolve();
        },
        tell: (message) => told.push(message),
    };
    const getApp = (_tag: string, isFresh = false) => {
        fresh.push(isFresh);
        const status = statuses.length > 1 ? statuses.shift() : statuses[0];
        return Promise.resolve({ status } as AppFacts);
    };
    const apps = { getApp } as AppReader;
    return { apps, clock, told, pauses, fresh };
}

describe("getAppWithStatus", () => {
    it("does not wait for an app that has the status, or where none is required", async () => {
        const { apps, clock, pauses } = scene("active");
        await getAppWithStatus(apps, "a", { requireStatus: "active", waitFor: 60 }, clock);
        await getAppWithStatus(apps, "a", { waitFor: 0 }, clock);
        await getAppWithStatus(apps, "a", {}, clock);
        expect(pauses).toEqual([]);
    });

    it("refuses to wait where no status is required: nothing would be waited for", async () => {
        const { apps, clock, fresh } = scene("inactive");
        await expect(getAppWithStatus(apps, "a", { waitFor: 60 }, clock)).rejects.toMatchObject({
            code: "INVALID_ARGUMENT",
            message: expect.stringMatching(/^waitFor needs requireStatus: /) as string,
        });
        expect(fresh).toEqual([]);
    });

    it("refuses another status at once, unless it may wait", async () => {
        const { apps, clock } = scene("inactive");
        await expect(
            getAppWithStatus(apps, "a", { requireStatus: "active" }, clock),
        ).rejects.toMatchObject({
            code: "STATUS_MISMATCH",
            message:
                'The app "a" has the status "inactive", but "active" is required. Activate the app at ByteNite, or change requireStatus.',
        });
    });

    it("waits with growing pauses, reads the app anew, and says how it stands", async () => {
        const { apps, clock, told, pauses, fresh } = scene(
            ...["inactive", "inactive", "building", "active"],
        );
        const required = { requireStatus: "active", waitFor: 60 };
        expect(await getAppWithStatus(apps, "a", required, clock)).toEqual({ status: "active" });
        expect(pauses).toEqual([2, 4, 8]);
        expect(fresh).toEqual([false, true, true, true]);
        expect(told).toEqual([
            'Waiting for the app "a" to become "active": it is "inactive" (0 of 60 s).',
            'Waiting for the app "a" to become "active": it is "inactive" (2 of 60 s).',
            'Waiting for the app "a" to become "active": it is "building" (6 of 60 s).',
        ]);
    });

    it("gives up when the time is over, and not before", async () => {
        const { apps, clock, pauses } = scene("inactive");
        await expect(
            getAppWithStatus(apps, "a", { requireStatus: "active", waitFor: 20 }, clock),
        ).rejects.toThrow('has the status "inactive" after 20 s of waiting, but "active"');
        expect(pauses).toEqual([2, 4, 8, 6]);
    });

    it("does not wait for what can't change, and says where it stands", async () => {
        const { apps, clock, pauses } = scene("inactive");
        const required = { requireStatus: "active", waitFor: 3600 };
        const fixed = { ...apps, standIn: "bytenite.lock.json" };
        await expect(getAppWithStatus(fixed, "a", required, clock)).rejects.toMatchObject({
            code: "STATUS_MISMATCH",
            message:
                'The app "a" has the status "inactive" in bytenite.lock.json, but "active" is required. ByteNite is not asked in this run: renew the entry there, or change requireStatus.',
        });
        expect(pauses).toEqual([]);
    });

    it.each([-1, NaN, Infinity, 3601, "60" as unknown as number])(
        "refuses to wait for %p seconds",
        async (waitFor) => {
            const { apps, clock } = scene("inactive");
            await expect(
                getAppWithStatus(apps, "a", { requireStatus: "active", waitFor }, clock),
            ).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
        },
    );
});
