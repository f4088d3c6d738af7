import type { AppFacts } from "bytenite-core/model";

/** Sums over apps. One that states nothing counts as 0. */
export interface Totals {
    apps: number;
    /** Apps that list a GPU. */
    gpuApps: number;
    /** vCPUs */
    minCpu: number;
    /** GB */
    minMemory: number;
}

/** What some apps ask for together. */
export function totalsOf(apps: readonly Pick<AppFacts, "deviceRequirements">[]): Totals {
    const requirements = apps.map(({ deviceRequirements }) => deviceRequirements);
    const sum = (values: readonly (number | undefined)[]) =>
        values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return {
        apps: apps.length,
        gpuApps: requirements.filter(({ gpu }) => gpu.length > 0).length,
        minCpu: sum(requirements.map(({ minCpu }) => minCpu)),
        minMemory: sum(requirements.map(({ minMemory }) => minMemory)),
    };
}
