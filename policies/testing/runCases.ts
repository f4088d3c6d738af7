import { dirname, resolve } from "node:path";
import { showPath, type Origin } from "bytenite-core/documents";
import { isJudging } from "../contract/rule";
import { rules } from "../rules";
import { RULES_FILE_NAME } from "../rulesFile/find";
import { parseStackName, showStack, type StackIdentity } from "../rulesFile/stackPattern";
import type { TestApp } from "./appFacts";
import { deploy } from "./deploy";
import { differencesOf } from "./expected";
import type { FoundInCase } from "./found";
import { PolicyServer } from "./policyServer";
import { readRulesTestFile, type ExpectedFinding, type RulesTestFile } from "./rulesTestFile";

/** The stack of cases that say none, where every stack has the same rules: requireStacks sees to it. */
const DEFAULT_STACK: StackIdentity = { project: "project", stack: "dev" };

/** A case, ready to be judged. */
export interface PreparedCase {
    name: string;
    /** "bytenite.rules.test.yaml:6" */
    place: string;
    /** "cases[0]" */
    path: string;
    stack: StackIdentity;
    /** Whether the test file says it. */
    saysStack: boolean;
    apps: readonly TestApp[];
    finds: readonly ExpectedFinding[];
}

/** A case that was judged by the policy pack. */
export interface CaseResult extends PreparedCase {
    found: readonly FoundInCase[];
    /** What lacks and what is too much. None: the case passes. */
    differences: readonly string[];
    /** How many rules about apps and stacks ran. */
    rulesRan: number;
}

/** A test file, and what it tests. */
export interface RulesTest {
    path: string;
    /** Absolute. */
    rulesFile: string;
    /** The day on which the apps are judged: YYYY-MM-DD. Absent: today. */
    today?: string;
    cases: readonly PreparedCase[];
}

/**
 * Reads a test file.
 * @param rulesFile default: the one that the file names
 * @throws DocumentError with every mistake in it
 */
export function readRulesTest(path: string, rulesFile?: string): RulesTest {
    const { file, origin } = readRulesTestFile(path);
    return {
        path,
        rulesFile: rulesFile ?? resolve(dirname(path), file.rulesFile ?? RULES_FILE_NAME),
        ...(file.today !== undefined && { today: file.today }),
        cases: file.cases.map((each, index) => prepare(each, file.stack, origin, index)),
    };
}

/**
 * Judges the cases with the policy pack, in a process of its own, asked as the engine asks it.
 * @param signal ends it early, with whatever error that causes
 */
export async function* runCases(
    { rulesFile, today, cases }: RulesTest,
    signal?: AbortSignal,
): AsyncGenerator<CaseResult, void> {
    const server = await PolicyServer.start({
        BYTENITE_RULES_FILE: rulesFile,
        ...(today !== undefined && { BYTENITE_TODAY: today }),
    });
    const stop = () => void server.stop();
    try {
        signal?.addEventListener("abort", stop);
        signal?.throwIfAborted();
        let configured: Configured | undefined;
        for (const each of cases) {
            const name = showStack(each.stack);
            if (configured?.stack !== name) configured = await configure(server, each.stack);
            yield await judge(server, each, configured);
        }
    } finally {
        signal?.removeEventListener("abort", stop);
        await server.stop();
    }
}

/** Rules of the organisation's own all judge. */
const REPORTING = new Set(rules.filter((rule) => !isJudging(rule)).map(({ name }) => name));

/** A stack whose rules the server has. */
interface Configured {
    stack: string;
    /** How many rules about apps and stacks run. */
    rulesRan: number;
}

async function configure(server: PolicyServer, stack: StackIdentity): Promise<Configured> {
    await server.configureStack(stack);
    const configuration = await server.configure();
    const rulesRan = Object.entries(configuration).filter(
        ([name, { enforcementLevel }]) => enforcementLevel !== "disabled" && !REPORTING.has(name),
    ).length;
    return { stack: showStack(stack), rulesRan };
}

async function judge(
    server: PolicyServer,
    each: PreparedCase,
    { rulesRan }: Configured,
): Promise<CaseResult> {
    const found = await deploy(server, each.apps);
    return { ...each, found, differences: differencesOf(each.finds, found), rulesRan };
}

function prepare(
    { case: name, stack, app, apps = [], finds = [] }: RulesTestFile["cases"][number],
    defaultStack: string | undefined,
    origin: Origin,
    index: number,
): PreparedCase {
    const named = stack ?? defaultStack;
    const path = ["cases", index];
    return {
        name,
        place: origin.locate(path),
        path: showPath(path, ""),
        stack: (named === undefined ? undefined : parseStackName(named)) ?? DEFAULT_STACK,
        saysStack: named !== undefined,
        apps: app ? [app, ...apps] : apps,
        finds,
    };
}
