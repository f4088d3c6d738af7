import { readdirSync, readFileSync } from "node:fs";

/** The part that a process of a deployment plays. */
export type Role = "engine" | "language host" | "program" | "provider" | "policy pack";

/** What a command line has, the first one that fits. */
const ROLES: readonly [RegExp, Role][] = [
    [/@pulumi\/pulumi\/cmd\/run-policy-pack|bin\/policy-pack/, "policy pack"],
    [/@pulumi\/pulumi\/cmd\/dynamic-provider/, "provider"],
    [/@pulumi\/pulumi\/cmd\/run\b/, "program"],
    [/^\S*pulumi-language-nodejs/, "language host"],
    [/^(\S*\/)?pulumi /, "engine"],
];

const SAMPLE_MS = 100;
const KB_PER_MB = 1024;

/** The role of a process by its command line, its arguments separated by spaces. A shell has none. */
export function roleOf(commandLine: string): Role | undefined {
    return ROLES.find(([pattern]) => pattern.test(commandLine))?.[1];
}

/**
 * Watches the processes below this one until it is told to stop.
 *
 * @returns ends it: the most memory that each role's largest process had, in MB
 */
export function watchPeakMemory(): () => Partial<Record<Role, number>> {
    const peaks: Partial<Record<Role, number>> = {};
    const sample = (): void => {
        for (const { role, peak } of descendants(process.pid)) {
            if (role !== undefined) peaks[role] = Math.max(peaks[role] ?? 0, peak);
        }
    };
    const timer = setInterval(sample, SAMPLE_MS);
    return () => {
        clearInterval(timer);
        return peaks;
    };
}

/** None where there is no /proc. */
function descendants(parent: number): { role: Role | undefined; peak: number }[] {
    return childrenOf(parent).flatMap((child) => [
        { role: roleOf(read(child, "cmdline").replaceAll("\0", " ")), peak: peakOf(child) },
        ...descendants(child),
    ]);
}

function childrenOf(parent: number): number[] {
    try {
        return readdirSync(`/proc/${parent}/task`).flatMap((task) =>
            read(parent, `task/${task}/children`).split(" ").filter(Boolean).map(Number),
        );
    } catch {
        return [];
    }
}

function peakOf(pid: number): number {
    const [, kB = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(read(pid, "status")) ?? [];
    return Number(kB) / KB_PER_MB;
}

/** "" for a process that has ended. */
function read(pid: number, file: string): string {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return "";
    }
}
