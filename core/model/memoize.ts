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
