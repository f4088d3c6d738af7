import type { Target } from "../target";
import { verdict } from "./verdict";

const targets: Target[] = [
    { name: "kept", limit: 1, measured: 1 },
    { name: "missed", limit: 1, measured: 1.5 },
    { name: "too little", limit: 8, isLeast: true, measured: 7 },
    { name: "unknown", limit: 1, measured: NaN },
];
const missed = [
    "✗ missed: 1.5, but at most 1 is the target",
    "✗ too little: 7, but at least 8 is the target",
];

it("a whole run must have measured every target", () => {
    expect(verdict(targets, { isWhole: true })).toEqual({
        lines: [
            ...missed,
            "✗ unknown: –, but at most 1 is the target",
            "1 of 4 targets are met, 3 missed, 0 not measured.",
        ],
        isKept: false,
    });
    expect(verdict(targets.slice(3), { isWhole: true }).isKept).toBe(false);
});

it("a part judges what it measured, and names the others", () => {
    expect(verdict(targets, { isWhole: false })).toEqual({
        lines: [
            ...missed,
            "– unknown: not measured by this run",
            "1 of 4 targets are met, 2 missed, 1 not measured.",
        ],
        isKept: false,
    });
    expect(verdict([...targets.slice(0, 1), ...targets.slice(3)], { isWhole: false }).isKept).toBe(
        true,
    );
});
