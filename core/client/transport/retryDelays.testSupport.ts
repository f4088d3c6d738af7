/**
 * Notes how long the client would wait before it asks again, and lets it ask at once. Begins with
 * each test: what starts with `setTimeout` before that is not touched.
 */
export function useNoRetryDelays(): { readonly delays: readonly number[] } {
    const delays: number[] = [];
    const original = global.setTimeout;
    beforeEach(() => {
        delays.length = 0;
        jest.spyOn(global, "setTimeout").mockImplementation(((
            callback: (...args: unknown[]) => void,
            delay = 0,
            ...args: unknown[]
        ) => {
            // The least wait before a second attempt is 400 ms; shorter ones are somebody else's.
            if (delay >= 400) delays.push(delay);
            return original(callback, delay >= 400 ? 0 : delay, ...args);
        }) as typeof setTimeout);
    });
    afterEach(() => jest.restoreAllMocks());
    return { delays };
}
