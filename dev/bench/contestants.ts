import { join } from "node:path";
import { REPOSITORY } from "../support/isolation";
import type { Form } from "./scenarios/program";

/** A program, and under what it runs. */
export interface Contestant {
    name: string;
    /** Folder in dev/bench/programs. */
    program: string;
    /** What its program is when the engine starts it. @default JavaScript, compiled beforehand */
    form?: Form;
    /** Milliseconds before each of the emulator's answers. */
    latency: number;
    /** Environment variables of its commands. Absent: no more than all have. */
    environment?: Readonly<Record<string, string>>;
    /** Whether its life ends with the preview, since nothing compares what comes after. */
    isShort?: true;
    /** Absolute path of a policy pack. Absent: none. */
    policyPack?: string;
}

/** Contestants, side by side. The first one is what the others are compared with. */
export interface Round {
    /** What `--only` calls it. */
    part: string;
    name: string;
    contestants: readonly [Contestant, ...Contestant[]];
}

/** Requests that the provider makes at the same time. */
export const DEFAULT_CONCURRENCY = 16;

/** What all rules judge by. */
export const RULES_FILE = join(REPOSITORY, "dev/bench/packs/every.rules.yaml");

export const CONSTANT: Contestant = {
    name: "constant properties",
    program: "constant",
    latency: 0,
    isShort: true,
};
export const EMPTY: Contestant = {
    name: "no properties",
    program: "empty",
    latency: 0,
    isShort: true,
};
export const APPS: Contestant = { name: "apps, 0 ms", program: "apps", latency: 0 };
export const DISTANT_APPS: Contestant = {
    name: "apps, 50 ms",
    program: "apps",
    latency: 50,
    isShort: true,
};

export const APPS_WITHOUT_CHECKPOINTS: Contestant = {
    ...APPS,
    name: "apps, PULUMI_SKIP_CHECKPOINTS",
    environment: { PULUMI_SKIP_CHECKPOINTS: "true" },
};
export const SELECTION: Contestant = { name: "selection, 0 ms", program: "selection", latency: 0 };
export const DISTANT_SELECTION: Contestant = {
    name: "selection, 50 ms",
    program: "selection",
    latency: 50,
};
export const CONSTANT_SELECTION: Contestant = {
    name: "constant resource",
    program: "constant-selection",
    latency: 0,
};

export const NO_RULES: Contestant = {
    ...APPS,
    name: "empty pack",
    policyPack: join(REPOSITORY, "dev/bench/packs/empty"),
    isShort: true,
};
export const ALL_RULES: Contestant = {
    ...APPS,
    name: "all rules",
    policyPack: join(REPOSITORY, "policies"),
    isShort: true,
};
const UNJUDGED_SELECTION: Contestant = {
    ...NO_RULES,
    name: "selection, empty pack",
    program: SELECTION.program,
};
const JUDGED_SELECTION: Contestant = {
    ...ALL_RULES,
    name: "selection, all rules",
    program: SELECTION.program,
};

const COMPILED: Contestant = { ...APPS, name: "JavaScript", isShort: true };
const TRANSPILED: Contestant = {
    ...COMPILED,
    name: "TypeScript, transpiled",
    form: "TypeScript",
    environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
};
const CHECKED: Contestant = {
    ...TRANSPILED,
    name: "TypeScript, types checked",
    environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "false" },
};
/** In the folder of the cache, which keeps it: the first command of the first run fills it. */
const CACHED = { NODE_COMPILE_CACHE: join(REPOSITORY, ".cache/bench/bytecode") };

/** What a program's language adds to each command: one app, so that little else is in the figures. */
export const PROGRAMS: Round = {
    part: "programs",
    name: "The start of a program, JavaScript compared with TypeScript",
    contestants: [
        COMPILED,
        { ...COMPILED, name: "JavaScript, NODE_COMPILE_CACHE", environment: CACHED },
        TRANSPILED,
        {
            ...TRANSPILED,
            name: "TypeScript, transpiled, NODE_COMPILE_CACHE",
            environment: { ...TRANSPILED.environment, ...CACHED },
        },
        CHECKED,
    ],
};
export const PROVIDER: Round = {
    part: "provider",
    name: "The provider, compared with one that does nothing",
    contestants: [CONSTANT, APPS, SELECTION, DISTANT_APPS, EMPTY],
};
export const SELECTIONS: Round = {
    part: "selection",
    name: "A selection, compared with one resource of equal bytes that does nothing",
    contestants: [CONSTANT_SELECTION, SELECTION, DISTANT_SELECTION],
};
export const CHECKPOINTS: Round = {
    part: "checkpoints",
    name: "The state written once, compared with after each step",
    contestants: [APPS, APPS_WITHOUT_CHECKPOINTS],
};
export const NAIVE: Round = {
    part: "naive",
    name: "The usual ways to look something up",
    contestants: [
        DISTANT_APPS,
        { name: "fetch in create, 50 ms", program: "naive-create", latency: 50, isShort: true },
        { name: "fetch in check, 50 ms", program: "naive-check", latency: 50, isShort: true },
        DISTANT_SELECTION,
    ],
};
export const POLICIES: Round = {
    part: "policies",
    name: "The policy pack, compared with one that has no policies",
    contestants: [NO_RULES, ALL_RULES],
};
export const SELECTION_POLICIES: Round = {
    part: "selection-policies",
    name: "The policy pack on a selection, compared with one that has no policies",
    contestants: [UNJUDGED_SELECTION, JUDGED_SELECTION],
};
