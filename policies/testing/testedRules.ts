import type { ShownApp } from "../judging/facts";
import { rules } from "../rules";
import { resolveRules, type LoadedRulesFile } from "../rulesFile/resolve";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { showStack, type StackIdentity } from "../rulesFile/stackPattern";
import { judgeCase, readCaseApps, type JudgedCase } from "./judgeCase";
import type { PreparedCase } from "./runCases";
import type { ExpectedFinding } from "./rulesTestFile";

/** A case whose apps were read. */
export interface ReadCase {
    stack: StackIdentity;
    /** The day on which it is judged: YYYY-MM-DD. */
    today: string;
    apps: readonly ShownApp[];
    finds: readonly ExpectedFinding[];
}

/** Reads the apps of a case once, for each time that it is judged. */
export function readCase({ stack, apps, finds }: PreparedCase, today: string): ReadCase {
    return { stack, today, apps: readCaseApps(apps), finds };
}

/** A rules file by which cases are judged in this process. */
export class TestedRules {
    private readonly byStack = new Map<string, ResolvedRules>();

    constructor(private readonly file: LoadedRulesFile) {}

    /** The rules for a stack. @throws DocumentError */
    resolve(stack: StackIdentity): ResolvedRules {
        const key = showStack(stack);
        const known = this.byStack.get(key);
        if (known) return known;
        const resolved = resolveRules(rules, this.file, stack);
        this.byStack.set(key, resolved);
        return resolved;
    }

    /** What the rules make of a case. @throws DocumentError, SettingError */
    judge({ stack, apps, today }: ReadCase): JudgedCase {
        return judgeCase(apps, this.resolve(stack), today);
    }
}
