import type { Consumption, Role } from "./measure/processes";

/** A command of Pulumi's that is measured, on a new stack in this order. */
export const OPERATIONS = ["up", "preview", "refresh", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One run of one command. */
export interface CommandSample extends Consumption {
    seconds: number;
    /** Look-ups that arrived at the emulator, without the exchange of keys for tokens. */
    requests: number;
    tokenExchanges: number;
    /** TCP connections that were opened to the emulator. */
    connections: number;
}

/** All runs of one command by one contestant of a round. */
export interface CommandMeasurement {
    round: string;
    contestant: string;
    apps: number;
    operation: Operation;
    samples: CommandSample[];
}

/** The state of a stack after `pulumi up`. */
export interface StateMeasurement {
    round: string;
    contestant: string;
    apps: number;
    /** Compact JSON of the resources in the state, divided by the number of apps. */
    bytesPerApp: number;
    /** Length of `__provider` in the inputs of a resource; the outputs have it once more. */
    providerBytes: number;
}

/** What it takes a new Node process to load a package on top of others. */
export interface ImportMeasurement {
    /** The process that loads it. */
    process: Role;
    target: string;
    /** What was loaded before. */
    base: string[];
    baseMs: number[];
    /** With the files in the memory of the operating system. */
    warmMs: number[];
    /** With the files to be read from the disk. Empty where the system can't drop files from its memory. */
    coldMs: number[];
    /** Modules that are loaded besides those of `base`, and milliseconds in each package's own modules. */
    packages: { name: string; modules: number; ms: number }[];
}

/** The rules on a snapshot of apps, in processes of their own: one value for each. */
export interface RulesMeasurement {
    apps: number;
    snapshotBytes: number;
    rules: number;
    findings: number;
    /** The first time in a process, when nothing of the code has run yet. */
    firstMs: number[];
    /** The median of a process's repetitions. */
    parseMs: number[];
    /** The median of a process's repetitions. */
    evaluateMs: number[];
    /** MB of the largest resident set of a process that judges once, as getrusage gives it. */
    peakMemory: number;
}

/** The reports of a snapshot of apps, in a process of its own. */
export interface ReportsMeasurement {
    apps: number;
    findings: number;
    /** Each format, rendered in turn in one process. */
    formats: { format: string; bytes: number; renderMs: number[]; peakMemory: number }[];
    /** MB of the largest resident set of the process that rendered all formats, as getrusage gives it. */
    peakMemory: number;
}

/** Everything that one run of the bench has measured. */
export interface Measurements {
    machine: Record<string, string | number>;
    commands: CommandMeasurement[];
    states: StateMeasurement[];
    imports: ImportMeasurement[];
    /** Milliseconds from the start of a pack's process until it takes calls. */
    packStarts: { contestant: string; ms: number[] }[];
    rules: RulesMeasurement[];
    reports: ReportsMeasurement[];
    /** The emulator under load, the look-up of one app without latency. */
    emulator?: { connections: number; requestsPerSecond: number; p99Ms: number };
}
