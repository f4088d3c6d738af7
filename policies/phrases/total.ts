import { compareTexts, type AppRecord } from "bytenite-core/model";
import type { StackProblem } from "../contract/problem";

/** What one app adds to a total. */
export interface Share {
    tag: string;
    value: number;
}

/** The sum of all shares, the same whatever their order, and 0.3 for 0.1 and 0.2. */
export function total(shares: readonly Share[], decimals: number): number {
    const values = shares.map(({ value }) => value).sort((left, right) => left - right);
    return round(
        values.reduce((sum, value) => sum + value, 0),
        decimals,
    );
}

/** A total and its limit are compared as they are shown, so that no message says 8 is more than 8. */
export function round(value: number, decimals: number): number {
    return Number(Math.min(value, Number.MAX_VALUE).toFixed(decimals));
}

/** The apps with the largest shares: part of a message. Empty for a single app, which has it all. */
export function describeLargest(shares: readonly Share[], decimals: number): string {
    if (shares.length < 2) return "";
    const largest = shares
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value || compareTexts(a.tag, b.tag))
        .slice(0, 3);
    const described = largest.map(({ tag, value }) => `${tag} with ${round(value, decimals)}`);
    return `, above all ${described.join(", ")},`;
}

/** A number of apps at the beginning of a message, with the verb that follows. @param unstated how many of them state nothing */
export function describeApps(count: number, verb: string, unstated = 0): string {
    if (count === 1) return `The stack's only app ${verb}s`;
    if (unstated === 0) return `The stack's ${count} apps ${verb}`;
    const states = unstated === 1 ? "states none and counts" : "state none and count";
    return `The stack's ${count} apps, of which ${unstated} ${states} as 0, ${verb}`;
}

/** A requirement of which a stack may ask for only so much. */
interface Requirement {
    /** As ByteNite's API names it. */
    name: "minCpu" | "minMemory";
    /** As ByteNite's manifest names it. */
    key: string;
    /** What follows the number, for example vCPUs. */
    unit: string;
}

const DECIMALS = 6;

/** Judges what the apps of a stack ask for together. What an app does not state, and less than 0, counts as 0. */
export function judgeTotal(
    apps: readonly AppRecord[],
    { name, key, unit }: Requirement,
    maximum: number | undefined,
): StackProblem[] {
    const shares = apps.map(({ tag, deviceRequirements }) => ({
        tag,
        value: Math.max(deviceRequirements[name] ?? 0, 0),
    }));
    const sum = total(shares, DECIMALS);
    if (maximum === undefined || sum <= round(maximum, DECIMALS)) return [];
    const unstated = apps.filter(({ deviceRequirements: of }) => of[name] === undefined).length;
    const largest = describeLargest(shares, DECIMALS) || ",";
    return [
        {
            field: `deviceRequirements.${name}`,
            found: sum,
            limit: maximum,
            setting: "maximum",
            message: `${describeApps(apps.length, "ask", unstated)} for ${sum} ${unit} in all${largest} but the most that is allowed is ${maximum}`,
            fix: `Lower device_requirements.${key} in the apps' manifests by ${round(sum - maximum, DECIMALS)} in all and push the apps again, or move apps to another stack`,
        },
    ];
}
