import { dirname, relative, sep } from "node:path";
import { print, writeTextFile } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import { today } from "../exceptions/today";
import { loadRulesFile } from "../rulesFile/load";
import type { LoadedRulesFile } from "../rulesFile/resolve";
import { describeNothing } from "../testing/checkRules";
import { cover } from "../testing/coverage/cover";
import { toLcov } from "../testing/coverage/lcov";
import { isSameFound } from "../testing/judgeCase";
import { mutate } from "../testing/mutation/mutate";
import { describeCase, describeCoverage, describeMutation, percentage } from "../testing/report";
import { requireStacks } from "../testing/requireStacks";
import { readRulesTest, runCases, type CaseResult, type RulesTest } from "../testing/runCases";
import { readCase, TestedRules, type ReadCase } from "../testing/testedRules";
import { repositoryOf } from "./repository";
import type { Session } from "./session";
import { untilInterrupted } from "./interruption";
import { PolicyError } from "../contract/policyError";

/** What the options of `test` say. */
export interface TestingOptions {
    coverage?: boolean;
    mutate?: boolean;
    /** Of 100. */
    threshold?: number;
    lcov?: string;
}

/** How many cases there were, and whether anything is below the threshold. */
export interface TestingResult {
    cases: number;
    failed: number;
    isBelow: boolean;
}

/** A rules file with the cases of all test files that are about it. */
interface Tested {
    path: string;
    file: LoadedRulesFile;
    rules: TestedRules;
    results: CaseResult[];
    cases: ReadCase[];
}

/** Runs test files, and prints what comes out. @throws DocumentError */
export async function testRules(
    session: Session,
    paths: readonly string[],
    options: TestingOptions,
): Promise<TestingResult> {
    const given = session.namedRulesFile();
    const tests = paths.map((path) => readRulesTest(relative(session.folder, path) || path, given));
    const tested = new Map<string, Tested>();
    for (const test of tests) {
        const { rulesFile: path, cases } = test;
        // As the policy pack shows it, so that texts are the same.
        const file = loadRulesFile(path, dirname(path));
        requireStacks(test, file);
        const rules = new TestedRules(file);
        // What the policy server would stumble over is told before it starts.
        for (const { stack } of cases) rules.resolve(stack);
        tested.set(path, { path, file, rules, results: [], cases: [] });
    }
    for (const test of tests) {
        const of = tested.get(test.rulesFile);
        const results = await runTest(test);
        const day = test.today ?? today(session.environment);
        of?.results.push(...results);
        of?.cases.push(...results.map((each) => readCase(each, day)));
    }
    const measured = [...tested.values()].map((each) => measure(session, each, options));
    if (options.lcov !== undefined) {
        writeTextFile(options.lcov, measured.map(({ lcov }) => lcov).join(""));
    }
    const results = [...tested.values()].flatMap((each) => each.results);
    return {
        cases: results.length,
        failed: results.filter(({ differences }) => differences.length > 0).length,
        isBelow: measured.some(({ isBelow }) => isBelow),
    };
}

async function runTest(test: RulesTest): Promise<CaseResult[]> {
    const results: CaseResult[] = [];
    await untilInterrupted(async (signal) => {
        print(showFile(test.path));
        for await (const result of runCases(test, signal)) {
            print(describeCase(result));
            results.push(result);
        }
    });
    const isTested = results.some(
        ({ rulesRan, differences }) => rulesRan > 0 || differences.length > 0,
    );
    if (!isTested) throw new PolicyError("RULES_TEST_FAILED", [describeNothing(test)]);
    print("");
    return results;
}

function measure(
    session: Session,
    { path, file, rules, results, cases }: Tested,
    { coverage, mutate: isMutated, threshold = 0, lcov }: TestingOptions,
): { lcov: string; isBelow: boolean } {
    const shares: number[] = [];
    const shown = relative(session.folder, path);
    let lines = "";
    if (coverage || isMutated || lcov !== undefined) refuseOtherResults(rules, results, cases);
    if (coverage || lcov !== undefined) {
        const parts = cover(file, rules, cases);
        const inRepository = relative(repositoryOf(session.folder), path).split(sep).join("/");
        lines = toLcov(inRepository, parts);
        if (coverage) {
            print(`${describeCoverage(shown, parts)}\n`);
            shares.push(percentage(parts.filter((part) => part.cases > 0).length, parts.length));
        }
    }
    if (isMutated && results.some(({ differences }) => differences.length > 0)) {
        session.tell("The rules file was not changed: --mutate is for cases that pass.");
    } else if (isMutated) {
        const result = mutate(file, cases, (done, all) =>
            session.progress(`${done} of ${all} mutants`),
        );
        session.clear();
        print(`${describeMutation(shown, result)}\n`);
        shares.push(percentage(result.noticed, result.noticed + result.survivors.length));
    }
    return { lcov: lines, isBelow: shares.some((share) => share < threshold) };
}

/** Coverage and mutants are judged in this process, which counts only if it judges as Pulumi's policy server does. */
function refuseOtherResults(
    rules: TestedRules,
    results: readonly CaseResult[],
    cases: readonly ReadCase[],
): void {
    const different = results.find(({ found }, index) => {
        const each = cases[index];
        return each && !isSameFound(found, rules.judge(each).found);
    });
    if (!different) return;
    throw new PolicyError("RULES_TEST_FAILED", [
        `${different.place}: coverage and mutants can't be told, since this case is judged otherwise without Pulumi's policy server. Please report it with the case`,
    ]);
}
