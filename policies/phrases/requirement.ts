import { showText, type AppRecord } from "bytenite-core/model";
import type { Problem } from "../contract/problem";
import { changeManifest } from "./wording";

/** A number among the device requirements, and the words for it. */
interface Requirement {
    /** As ByteNite's API names it. */
    name: "minCpu" | "minMemory";
    /** As an app's manifest names it. */
    manifestKey: "min_cpu" | "min_memory";
    /** Follows the number 1, and any other number. */
    units: readonly [one: string, many: string];
    /** What an app that does not state it lacks. */
    noun: string;
}

/** vCPUs. */
export const CPU: Requirement = {
    name: "minCpu",
    manifestKey: "min_cpu",
    units: ["vCPU", "vCPUs"],
    noun: "number of vCPUs",
};

/** GB of RAM. */
export const MEMORY: Requirement = {
    name: "minMemory",
    manifestKey: "min_memory",
    units: ["GB of memory", "GB of memory"],
    noun: "memory",
};

/** "asks for 4 GB of memory", or "states no minimum memory" */
export function describeRequirement(
    { deviceRequirements }: AppRecord,
    requirement: Requirement,
): string {
    const value = deviceRequirements[requirement.name];
    return value === undefined
        ? `states no minimum ${requirement.noun}`
        : `asks for ${amount(requirement, value)}`;
}

/** "1 vCPU", "2 vCPUs" */
export function amount({ units: [one, many] }: Requirement, value: number): string {
    return `${value} ${value === 1 ? one : many}`;
}

/** A product without the noise of binary fractions: 141 times 1.1 is 155.1. */
export function multiply(left: number, right: number): number {
    const product = left * right;
    return Number.isInteger(product) ? product : Number(product.toPrecision(12));
}

/** The finding that an app asks for less than a limit, or for more. */
export function outOfLimit(
    app: AppRecord,
    requirement: Requirement,
    setting: "minimum" | "maximum",
    limit: number,
    condition = "",
): Problem {
    const { name } = requirement;
    const field = `deviceRequirements.${name}`;
    const extreme = setting === "minimum" ? "least" : "most";
    return {
        field,
        found: app.deviceRequirements[name] ?? null,
        limit,
        setting,
        message: `${app.tag} ${describeRequirement(app, requirement)}, but the ${extreme} that is allowed${condition} is ${amount(requirement, limit).replace(" of memory", "")}`,
        ...changeManifest(field, limit),
    };
}

/** The finding that an app does not state a requirement, or states nothing by it. */
export function notStated(app: AppRecord, requirement: Requirement): Problem {
    const { name, manifestKey, units } = requirement;
    return {
        field: `deviceRequirements.${name}`,
        found: app.deviceRequirements[name] ?? null,
        limit: "more than 0",
        message: `${app.tag} ${describeRequirement(app, requirement)}, but must state what one task needs`,
        fix: `In the app's manifest, set ${showText(manifestKey)} in "device_requirements" to the number of ${units[1]} that one task needs and push the app again`,
    };
}
