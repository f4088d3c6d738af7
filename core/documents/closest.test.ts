import { closest } from "./closest";

const KEYS = ["allow", "deny", "match", "minCpu", "memory-minimum", "id"];

it.each<[string, string | undefined]>([
    ["alow", "allow"],
    ["allowed", undefined],
    ["Deny", "deny"],
    ["dney", "deny"],
    ["mtach", "match"],
    ["thcam", undefined],
    ["min_cpu", "minCpu"],
    ["memroy_minimum", "memory-minimum"],
    ["minimum", undefined],
    ["ID", "id"],
    ["ip", undefined],
    ["allow", "allow"],
    ["", undefined],
    ["x".repeat(1_000_000), undefined],
])("%s", (name, expected) => {
    expect(closest(name, KEYS)).toBe(expected);
});

it.each<[string, string[], string]>([
    ["the fewest edits", ["levels", "level"], "level"],
    ["the same case, if the letters are the same", ["LEVEL", "Level", "level"], "level"],
    ["the first by alphabet, if all are equally near", ["lever", "levem", "level"], "level"],
])("takes %s, in any order of the candidates", (_, candidates, expected) => {
    const name = expected === "level" && candidates.includes("lever") ? "leven" : "level";
    expect(closest(name, candidates)).toBe(expected);
    expect(closest(name, candidates.toReversed())).toBe(expected);
});

it("has none without candidates", () => {
    expect(closest("level", [])).toBeUndefined();
});
