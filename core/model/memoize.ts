const MOST_RESULTS = 10_000;
const LONGEST_TEXT = 1000;

/**
 * The function, with its results remembered by its argument: for pure functions of a text that are asked
 * the same many times. Forgets everything when it holds too much, and never remembers a long text, since
 * texts may come from somebody who means harm.
 */
export function memoize<Result>(compute: (text: string) => Result): (text: string) => Result {
    const results = new Map<string, Result>();
    return (text) => {
        if (text.length > LONGEST_TEXT) return compute(text);
        let result = results.get(text);
        if (result === undefined && !results.has(text)) {
            if (results.size >= MOST_RESULTS) results.clear();
            result = compute(text);
            results.set(text, result);
        }
        return result as Result;
    };
}

/** The function, with its results remembered for as long as the object lives, which must not change. */
export function memoizeByObject<Key extends object, Result extends object>(
    compute: (key: Key) => Result,
): (key: Key) => Result {
    const results = new WeakMap<Key, Result>();
    return (key) => {
        let result = results.get(key);
        if (result === undefined) {
            result = compute(key);
            results.set(key, result);
        }
        return result;
    };
}
