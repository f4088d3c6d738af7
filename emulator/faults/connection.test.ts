import { useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";

const APP = "/dev/apps/hello-world@0.1";

describe("a fault of the connection", () => {
    const server = useEmulator();
    const get = () => receiveRaw(`${server.emulator.url}${APP}`);

    it.each([0, 1, 100])("closes it after %d bytes of the ordinary body", async (truncateAfter) => {
        const whole = await get();
        server.emulator.faults = [{ truncateAfter }];
        const cut = await get();
        expect(cut).toMatchObject({ status: 200, isComplete: false, error: "ECONNRESET" });
        expect(cut.text).toBe(whole.text.slice(0, truncateAfter));
        expect(cut.headers["content-length"]).toBe(String(whole.text.length));
        expect(cut.headers["content-type"]).toBe(whole.headers["content-type"]);
    });

    it("leaves a body alone that is shorter than what is cut off", async () => {
        const whole = await get();
        server.emulator.faults = [{ truncateAfter: whole.text.length }];
        expect(await get()).toMatchObject({ isComplete: true, text: whole.text });
    });

    it("cuts the body of a failure as well", async () => {
        server.emulator.faults = [{ status: 503, body: "unavailable", truncateAfter: 2 }];
        expect(await get()).toMatchObject({ status: 503, isComplete: false, text: "un" });
    });

    it("sends the whole body slowly", async () => {
        const whole = await get();
        // A bit more than three pieces, with a pause before each but the first.
        server.emulator.faults = [{ bytesPerSecond: whole.text.length * 3 }];
        expect(await get()).toMatchObject({ status: 200, isComplete: true, text: whole.text });
    });

    it("takes its time for it", async () => {
        server.emulator.faults = [{ bytesPerSecond: 1 }];
        const waiting = get();
        while (server.emulator.requests[0]?.status === undefined) await new Promise(setImmediate);
        server.emulator.faults = [];
        // Many answers later the slow one is still under way, and the end breaks it off.
        for (let i = 0; i < 20; i += 1) await get();
        await server.emulator.close();
        const slow = await waiting;
        expect(slow).toMatchObject({ status: 200, isComplete: false, error: "ECONNRESET" });
        expect(slow.text).toMatch(/^\{/);
    });

    it("survives a client that goes away in the middle", async () => {
        server.emulator.faults = [{ bytesPerSecond: 20, times: 1 }];
        const away = await receiveRaw(`${server.emulator.url}${APP}`, {
            signal: AbortSignal.timeout(300),
        });
        expect(away.isComplete).toBe(false);
        expect((await get()).status).toBe(200);
    });

    it("takes a request and never answers", async () => {
        server.emulator.faults = [{ hang: true, times: 1 }];
        const waiting = get();
        while (server.emulator.countRequests() === 0) await new Promise(setImmediate);
        expect((await get()).status).toBe(200);
        expect(server.emulator.requests.map(({ status }) => status)).toEqual([undefined, 200]);
        await server.emulator.close();
        expect(await waiting).toMatchObject({ status: undefined, error: "ECONNRESET" });
    });
});
