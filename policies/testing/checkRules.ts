import { dirname, resolve } from "node:path";
import { showFile } from "bytenite-core/model";
import { rules } from "../rules";
import { isJudging } from "../contract/rule";
import { RULES_FILE_NAME } from "../rulesFile/find";
import { parseStackName } from "../rulesFile/stackPattern";
import { deploy, type AppDiagnostic } from "./deploy";
import { PolicyServer } from "./policyServer";
import { readRulesTestFile, type ExpectedFinding, type RulesTestCase } from "./rulesTestFile";

/** Rules of the organisation's own all judge. */
const REPORTING = new Set(rules.filter((rule) => !isJudging(rule)).map(({ name }) => name));

/** Cases that don't come out as the test file says. The message has, for each, what is missing and what is too much. */
export class RulesTestError extends Error {
    override readonly name = "RulesTestError";
    readonly code = "RULES_TEST_FAILED";
}

/**
 * Checks an organisation's rules file: judges the apps of each case with the policy pack, in a process of
 * its own, asked as the engine asks it, and compares the findings with the expected ones.
 *
 * @param path of the test file, for example bytenite.rules.test.yaml
 * @throws RulesTestError when a case comes out differently, and when no rule runs in any of them
 * @throws DocumentError when the test file has mistakes
 */
export async function checkRules(path: string): Promise<void> {
    const { file, origin } = readRulesTestFile(path);
    const rulesFile = resolve(dirname(path), file.rulesFile ?? RULES_FILE_NAME);
    const server = await PolicyServer.start({
        BYTENITE_RULES_FILE: rulesFile,
        ...(file.today !== undefined && { BYTENITE_TODAY: file.today }),
    });
    try {
        const failures: string[] = [];
        let running = 0;
        for (const [index, each] of file.cases.entries()) {
            const { rulesRan, differences } = await check(server, each, file.stack);
            running += rulesRan;
            if (differences.length === 0) continue;
            failures.push(`${origin.locate(["cases", index])}: ${each.case}`, ...differences, "");
        }
        if (running === 0 && failures.length === 0) {
            throw new RulesTestError(
                `${showFile(path)} tests nothing: no rule of ${showFile(rulesFile)} runs for the stacks of its cases`,
            );
        }
        if (failures.length > 0) throw new RulesTestError(["", ...failures].join("\n"));
    } finally {
        await server.stop();
    }
}

async function check(
    server: PolicyServer,
    { stack, app, apps = [], finds = [] }: RulesTestCase,
    defaultStack = "project/dev",
): Promise<{ rulesRan: number; differences: string[] }> {
    const identity = parseStackName(stack ?? defaultStack);
    if (identity) await server.configureStack(identity);
    const configuration = await server.configure();
    const rulesRan = Object.entries(configuration).filter(
        ([name, { enforcementLevel }]) => enforcementLevel !== "disabled" && !REPORTING.has(name),
    ).length;
    const found = await deploy(server, app ? [app, ...apps] : apps);
    const missing: ExpectedFinding[] = [];
    for (const expected of finds) {
        const position = found.findIndex((diagnostic) => isExpected(diagnostic, expected));
        if (position < 0) missing.push(expected);
        else found.splice(position, 1);
    }
    const differences = [
        ...missing.map((each) => `  - expected, but not found:  ${describeExpected(each)}`),
        ...found.map((each) => `  + found, but not expected:  ${describeFound(each)}`),
    ];
    return { rulesRan, differences };
}

function isExpected(
    { policy, level, app, message }: AppDiagnostic,
    expected: ExpectedFinding,
): boolean {
    return (
        policy === expected.rule &&
        (expected.level === undefined || level === expected.level) &&
        (expected.app === undefined || app === expected.app) &&
        (expected.message === undefined || textOf(message) === expected.message) &&
        (expected.contains === undefined || message.includes(expected.contains))
    );
}

/** What the SDK shows, without the policy's description in its first line. */
export function textOf(message: string): string {
    return message.split("\n").slice(1).join("\n") || message;
}

function describeExpected({ rule, level, app, message, contains }: ExpectedFinding): string {
    const where = app === undefined ? "" : ` on ${app || "the stack"}`;
    const what = message ?? (contains === undefined ? "" : `…${contains}…`);
    return `${rule}${level === undefined ? "" : ` (${level})`}${where}${what && `: ${what}`}`;
}

function describeFound({ policy, level, app, message }: AppDiagnostic): string {
    return `${policy} (${level}) on ${app || "the stack"}: ${textOf(message)}`;
}
