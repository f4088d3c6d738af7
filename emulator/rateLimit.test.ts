import type { RateLimit } from "./index";
import { useEmulator } from "./testing/harness";
import { receiveRaw } from "./testing/rawClient";

const START = Date.UTC(2026, 0, 15, 12, 0, 0, 250);

describe.each<[RateLimit["retryAfter"], string, string]>([
    [undefined, "10", "1"],
    ["seconds", "10", "1"],
    ["date", "Thu, 15 Jan 2026 12:00:11 GMT", "Thu, 15 Jan 2026 12:00:11 GMT"],
])("a rate limit that tells %s", (retryAfter, atFirst, atLast) => {
    const clock = { now: START };
    const rateLimit = { requests: 2, seconds: 10, ...(retryAfter && { retryAfter }) };
    const server = useEmulator({ rateLimit, now: () => clock.now });
    beforeEach(() => (clock.now = START));
    const get = (path = "/dev/apps") => receiveRaw(`${server.emulator.url}${path}`);

    it("answers 429 beyond it, until the window is over", async () => {
        expect([await get(), await get("/nowhere")].map(({ status }) => status)).toEqual([
            200, 404,
        ]);
        const refused = await get();
        expect(refused).toMatchObject({ status: 429, headers: { "retry-after": atFirst } });
        expect(JSON.parse(refused.text)).toMatchObject({ error: { code: 429 } });
        clock.now = START + 9_999;
        expect(await get()).toMatchObject({ status: 429, headers: { "retry-after": atLast } });
        clock.now = START + 10_000;
        expect([await get(), await get(), await get()].map(({ status }) => status)).toEqual([
            200, 200, 429,
        ]);
    });
});

describe("a rate limit and faults", () => {
    const server = useEmulator({ rateLimit: { requests: 1, seconds: 3600 } });

    it("use up no fault for a request that is refused", async () => {
        server.emulator.faults = [{ status: 503, times: 2 }];
        const get = () => receiveRaw(`${server.emulator.url}/dev/apps`);
        expect([await get(), await get()].map(({ status }) => status)).toEqual([503, 429]);
        expect(server.emulator.faults[0]?.times).toBe(1);
    });
});
