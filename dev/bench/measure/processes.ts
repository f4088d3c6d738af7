import { readdirSync, readFileSync } from "node:fs";

/** The part that a process of a deployment plays. */
export type Role = "engine" | "language host" | "program" | "provider" | "policy pack";

/** What the processes of each role took. Empty where there is no /proc. */
export interface Consumption {
    /** The most memory that the largest of them had, in MB: its VmHWM. */
    peakMemory: Partial<Record<Role, number>>;
    /** All of their time on a CPU. */
    cpuSeconds: Partial<Record<Role, number>>;
}

interface Process {
    pid: number;
    role: Role | undefined;
    peakMemory: number;
    cpuSeconds: number;
}

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
const TICKS_PER_SECOND = 100;

/** The role of a process by its command line, its arguments separated by spaces. A shell has none. */
export function roleOf(commandLine: string): Role | undefined {
    return ROLES.find(([pattern]) => pattern.test(commandLine))?.[1];
}

/**
 * Watches the processes below this one.
 *
 * @returns ends it, and tells what they took as far as it was seen
 */
export function watchProcesses(): () => Consumption {
    const seen = new Map<number, Process>();
    const timer = setInterval(() => {
        for (const each of descendants(process.pid)) {
            // One that has just ended says nothing about itself any more.
            if (each.peakMemory > 0) seen.set(each.pid, each);
        }
    }, SAMPLE_MS);
    return () => {
        clearInterval(timer);
        return sumUp([...seen.values()]);
    };
}

function sumUp(processes: readonly Process[]): Consumption {
    const { peakMemory, cpuSeconds }: Consumption = { peakMemory: {}, cpuSeconds: {} };
    for (const each of processes) {
        if (each.role === undefined) continue;
        peakMemory[each.role] = Math.max(peakMemory[each.role] ?? 0, each.peakMemory);
        cpuSeconds[each.role] = (cpuSeconds[each.role] ?? 0) + each.cpuSeconds;
    }
    return { peakMemory, cpuSeconds };
}

function descendants(parent: number): Process[] {
    return childrenOf(parent).flatMap((pid) => [readProcess(pid), ...descendants(pid)]);
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

function readProcess(pid: number): Process {
    const [, kB = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(read(pid, "status")) ?? [];
    const [user, system] = cpuTicks(read(pid, "stat"));
    return {
        pid,
        role: roleOf(read(pid, "cmdline").replaceAll("\0", " ")),
        peakMemory: Number(kB) / KB_PER_MB,
        cpuSeconds: (user + system) / TICKS_PER_SECOND,
    };
}

/** In user mode and in the system: utime and stime of /proc/…/stat. */
function cpuTicks(stat: string): [user: number, system: number] {
    // The command's name comes before, in parentheses, and may itself have spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 1).split(" ");
    return [Number(fields[12] ?? 0), Number(fields[13] ?? 0)];
}

/** "" for a process that has ended. */
function read(pid: number, file: string): string {
    try {
        return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
        return "";
    }
}
