import { useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";
import { delayOf } from "./delay";

const settings = { latency: 10, jitter: 0, seed: 1 };
const delays = (fault: Parameters<typeof delayOf>[0], own = settings) =>
    Array.from({ length: 1000 }, (_, index) => delayOf(fault, own, index + 1));

describe("the delay of an answer", () => {
    it("is the latency without jitter, the fault's before the emulator's", () => {
        expect(new Set(delays(undefined))).toEqual(new Set([10]));
        expect(new Set(delays({ latency: 3 }))).toEqual(new Set([3]));
    });

    it("is longer by each whole number up to the jitter", () => {
        const expected = [5, 6, 7, 8];
        expect([...new Set(delays({ latency: 5, jitter: 3 }))].sort()).toEqual(expected);
        const own = { latency: 5, jitter: 3, seed: 1 };
        expect([...new Set(delays(undefined, own))].sort()).toEqual(expected);
    });

    it("is at most what a timer can wait", () => {
        const longest = 2_147_483_647;
        expect(new Set(delays({ latency: longest, jitter: longest }))).toEqual(new Set([longest]));
    });

    it("follows from the seed and the request's number", () => {
        const jitter = 1000;
        expect(delays({ jitter })).toEqual(delays({ jitter }));
        expect(delays({ jitter })).not.toEqual(delays({ jitter }, { ...settings, seed: 2 }));
        // The same on every machine, today and tomorrow.
        expect(delays({ latency: 0, jitter }).slice(0, 4)).toEqual([145, 849, 52, 965]);
    });
});

describe("jitter", () => {
    const server = useEmulator();

    it("comes before the ordinary answer", async () => {
        server.emulator.faults = [{ jitter: 5 }];
        const { status } = await receiveRaw(`${server.emulator.url}/dev/apps`);
        expect(status).toBe(200);
    });
});

describe("many requests that wait at once", () => {
    const server = useEmulator({ latency: 3_600_000 });

    it("are nothing that Node warns of", async () => {
        const warned = jest.fn();
        process.on("warning", warned);
        const waiting = Array.from({ length: 20 }, () =>
            receiveRaw(`${server.emulator.url}/dev/apps`),
        );
        while (server.emulator.countRequests() < 20) await new Promise(setImmediate);
        await server.emulator.close();
        await Promise.all(waiting);
        process.off("warning", warned);
        expect(warned).not.toHaveBeenCalled();
    });
});
