import { dirname } from "node:path";
import { showFile, withCode } from "bytenite-core/model";
import type { PolicyCode } from "../contract/errorCodes";
import { requireStacks } from "./requireStacks";
import { readRulesTest, runCases } from "./runCases";
import { loadRulesFile } from "../rulesFile/load";

/** Cases that don't come out as the test file says. The message has, for each, what is missing and what is too much. */
export class RulesTestError extends Error {
    override readonly name = "RulesTestError";
    readonly code: PolicyCode = "RULES_TEST_FAILED";

    constructor(problem: string) {
        super(withCode(problem.trimEnd(), "RULES_TEST_FAILED"));
    }
}

/**
 * Checks an organisation's rules file: judges the apps of each case with the policy pack, in a process of
 * its own, asked as the engine asks it, and compares the findings with the expected ones.
 *
 * @param path of the test file, for example bytenite.rules.test.yaml
 * @throws RulesTestError when a case comes out differently, and when no rule runs in any of them
 * @throws DocumentError when the test file or the rules file has mistakes
 */
export async function checkRules(path: string): Promise<void> {
    const test = readRulesTest(path);
    // Otherwise the policy pack alone reads the rules file: a process of its own has modules of its own.
    if (test.cases.some(({ saysStack }) => !saysStack)) {
        requireStacks(test, loadRulesFile(test.rulesFile, dirname(test.rulesFile)));
    }
    const failures: string[] = [];
    let running = 0;
    for await (const { place, name, differences, rulesRan } of runCases(test)) {
        running += rulesRan;
        if (differences.length > 0) failures.push(`${place}: ${name}`, ...differences, "");
    }
    if (failures.length > 0) throw new RulesTestError(["", ...failures].join("\n"));
    if (running === 0) throw new RulesTestError(describeNothing(test));
}

/** Says that no rule runs in any case. */
export function describeNothing({ path, rulesFile }: { path: string; rulesFile: string }): string {
    return `${showFile(path)} tests nothing: no rule of ${showFile(rulesFile)} runs for the stacks of its cases`;
}
