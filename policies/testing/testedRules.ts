import { isDeepStrictEqual } from "node:util";
import type { ShownApp } from "../judging/facts";
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
export function readCase(
    { stack, apps, finds }: Pick<PreparedCase, "stack" | "apps" | "finds">,
    today: string,
): ReadCase {
    return { stack, today, apps: readCaseApps(apps), finds };
}

/** A rules file by which cases are judged in this process. */
export class TestedRules {
    private readonly byStack = new Map<string, ResolvedRules>();
    private readonly sameByStack = new Map<string, ReadonlySet<string>>();
    private readonly judged = new Map<ReadCase, JudgedCase>();

    /** @param like a file that differs little, whose judgements are taken over where they are the same */
    constructor(
        private readonly file: LoadedRulesFile,
        private readonly like?: TestedRules,
    ) {}

    /** The rules for a stack. @throws DocumentError */
    resolve(stack: StackIdentity): ResolvedRules {
        return remember(this.byStack, showStack(stack), () => resolveRules(this.file, stack));
    }

    /** What the rules make of a case. @throws DocumentError, SettingError */
    judge(each: ReadCase): JudgedCase {
        return remember(this.judged, each, () => {
            const { apps, stack, today } = each;
            const { like } = this;
            if (!like) return judgeCase(apps, this.resolve(stack), today);
            const same = this.sameRules(stack, like);
            if (same.size === this.file.rules.length) return like.judge(each);
            return judgeCase(apps, this.resolve(stack), today, {
                of: like.judge(each),
                isSame: ({ name }) => same.has(name),
            });
        });
    }

    private sameRules(stack: StackIdentity, like: TestedRules): ReadonlySet<string> {
        return remember(this.sameByStack, showStack(stack), () => {
            const [one, other] = [this.resolve(stack), like.resolve(stack)];
            if (one.gpus !== other.gpus) return new Set();
            const waiversOf = ({ waivers }: ResolvedRules, name: string) =>
                waivers.filter(({ rule }) => rule === name);
            const same = this.file.rules.filter(
                ({ name }) =>
                    isDeepStrictEqual(one.configuration[name], other.configuration[name]) &&
                    isDeepStrictEqual(waiversOf(one, name), waiversOf(other, name)),
            );
            return new Set(same.map(({ name }) => name));
        });
    }
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
}
