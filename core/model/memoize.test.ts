import { memoize, memoizeByObject } from "./memoize";

describe("memoize", () => {
    it("computes once for each text, also where nothing comes of it", () => {
        const asked: string[] = [];
        const length = memoize((text) => {
            asked.push(text);
            return text === "" ? undefined : text.length;
        });
        expect(["ab", "", "ab", "", "c"].map(length)).toEqual([2, undefined, 2, undefined, 1]);
        expect(asked).toEqual(["ab", "", "c"]);
    });

    it("does not grow without end", () => {
        let computed = 0;
        const count = memoize(() => (computed += 1));
        for (let number = 0; number < 25_000; number += 1) count(String(number));
        count("24999");
        expect(computed).toBe(25_000);
        count("0");
        expect(computed).toBe(25_001);
    });

    it("remembers no long text", () => {
        let computed = 0;
        const count = memoize(() => (computed += 1));
        for (const text of ["a", "a", "b".repeat(100_000), "b".repeat(100_000)]) count(text);
        expect(computed).toBe(3);
    });
});

it("memoizeByObject computes once for each object, not for each that is alike", () => {
    const lists = [["a"], ["a"]] as const;
    const asked: unknown[] = [];
    const copy = memoizeByObject((list: readonly string[]) => {
        asked.push(list);
        return [...list];
    });
    expect(copy(lists[0])).toBe(copy(lists[0]));
    expect(copy(lists[1])).not.toBe(copy(lists[0]));
    expect(asked).toHaveLength(2);
});
