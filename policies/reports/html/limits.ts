import { rule as cpuMaximum } from "../../rules/cpu-maximum/rule";
import { rule as cpuMinimum } from "../../rules/cpu-minimum/rule";
import { rule as memoryMaximum } from "../../rules/memory-maximum/rule";
import { rule as memoryMinimum } from "../../rules/memory-minimum/rule";
import { rule as memoryPerCpu } from "../../rules/memory-per-cpu/rule";
import type { Run } from "../report";
import type { PageLimit } from "./data";

const LIMITS = [
    { rule: cpuMinimum, of: "cpu", bound: "minimum" },
    { rule: cpuMaximum, of: "cpu", bound: "maximum" },
    { rule: memoryMinimum, of: "memory", bound: "minimum" },
    { rule: memoryMaximum, of: "memory", bound: "maximum" },
    { rule: memoryPerCpu, of: "ratio", bound: "minimum" },
    { rule: memoryPerCpu, of: "ratio", bound: "maximum" },
] as const;

/** The limits of vCPUs and memory that are in force and refuse something. */
export function limitsOf({ rules }: Pick<Run, "rules">): PageLimit[] {
    return LIMITS.flatMap(({ rule, of, bound }): PageLimit[] => {
        const reported = rules.find(({ name }) => name === rule.name);
        if (!reported || reported.enforcementLevel === "disabled") return [];
        const { enforcementLevel: level, settings } = reported;
        const value = settings[bound] ?? rule.settings[bound]?.default;
        // A minimum of 0 accepts everything.
        if (typeof value !== "number" || value <= 0) return [];
        const { apps } = settings;
        const isForSome = Array.isArray(apps) && !apps.includes("*");
        return [{ rule: rule.name, of, bound, value, level, isForSome }];
    });
}
