import { Reading } from "./reading";

describe("Reading", () => {
    let reads = 0;
    let reading: Reading<{ number: number }>;
    beforeEach(() => {
        reads = 0;
        reading = new Reading();
    });
    const ask = (subject: string, position: number) =>
        reading.read(subject, position, () => ({ number: ++reads })).number;

    it("reads once for the policies of one call", () => {
        expect([ask("a", 0), ask("a", 1), ask("a", 7)]).toEqual([1, 1, 1]);
    });

    it("reads anew in another call, also about the same subject", () => {
        expect([ask("a", 0), ask("a", 1), ask("a", 0), ask("a", 1)]).toEqual([1, 1, 2, 2]);
    });

    it("reads anew when a single policy is asked again", () => {
        expect([ask("a", 3), ask("a", 3)]).toEqual([1, 2]);
    });

    it("reads each subject, however their calls are interleaved", () => {
        expect([ask("a", 0), ask("b", 1), ask("a", 2), ask("b", 3)]).toEqual([1, 2, 3, 4]);
    });

    it("reads anew once another call can have arrived, of which other policies may be asked", async () => {
        expect([ask("a", 0), ask("a", 1)]).toEqual([1, 1]);
        await Promise.resolve();
        expect(ask("a", 2)).toBe(1);
        await new Promise(setImmediate);
        expect([ask("a", 3), ask("a", 4)]).toEqual([2, 2]);
    });

    it("keeps nothing of a reading that fails", () => {
        const fail = () => {
            throw new Error("unreadable");
        };
        expect(() => reading.read("a", 0, fail)).toThrow("unreadable");
        expect(ask("a", 1)).toBe(1);
    });
});
