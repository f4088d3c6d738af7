import { isDeepStrictEqual } from "node:util";
import { compareTexts } from "bytenite-core/model";
import type { Finding } from "../contract/finding";
import type { Change } from "../contract/problem";
import type { ShownApp } from "../judging/facts";
import { factOf, setFact } from "./setFact";

/** More steps than rules that would follow one another. */
const LONGEST_CHAIN = 10;

/** What the rules have against apps: the findings that count. */
export type Judge = (apps: readonly ShownApp[]) => readonly Finding[];

/** What to change of an app, and the app with that. */
export interface FixedApp {
    app: ShownApp;
    /** One for each field, ordered by it. */
    changes: readonly Change[];
}

/**
 * The changes that findings propose, as far as they make things better: each ends a finding, and no rule has
 * anything new against the result. What two rules want in different ways stays as it is. Pure.
 *
 * @returns an entry for each app, in their order
 */
export function proposeFixes(apps: readonly ShownApp[], judge: Judge): FixedApp[] {
    const current = [...apps];
    return apps.map((original, index) => {
        const judgeOne = (app: ShownApp): readonly Finding[] =>
            judge(current.map((each, position) => (position === index ? app : each)));
        const fixed = fix(original, judgeOne, new Set());
        current[index] = fixed.app;
        return fixed;
    });
}

type JudgeOne = (app: ShownApp) => readonly Finding[];

function fix(original: ShownApp, judge: JudgeOne, contested: ReadonlySet<string>): FixedApp {
    let app = original;
    const touched = new Set<string>();
    for (let better = improve(app, judge, contested); better;) {
        app = better.app;
        for (const field of better.fields) touched.add(field);
        better = improve(app, judge, contested);
    }
    const changes = [...touched]
        .sort(compareTexts)
        .map((field) => ({ field, value: factOf(app, field) }))
        .filter(({ field, value }) => !isDeepStrictEqual(value, factOf(original, field)));
    const wanted = new Set(wantedChanges(app, judge(app)).map(({ change }) => change.field));
    const between = changes.map(({ field }) => field).filter((field) => wanted.has(field));
    if (between.length === 0) return { app, changes };
    // Rules pull such a field in different directions, and which of them to follow is not for a program to say.
    return fix(original, judge, new Set([...contested, ...between]));
}

/** The app with one more finding ended, and with what follows from that. `undefined`: none can be. */
function improve(
    app: ShownApp,
    judge: JudgeOne,
    contested: ReadonlySet<string>,
): { app: ShownApp; fields: string[] } | undefined {
    const before = judge(app);
    const known = new Set(before.map(({ id }) => id));
    for (const { finding, change } of wantedChanges(app, before, contested)) {
        let next = setFact(app, change);
        const fields = [change.field];
        for (let step = 0; step < LONGEST_CHAIN; step += 1) {
            const after = judge(next);
            const added = after.filter(({ id }) => !known.has(id));
            if (added.length === 0) {
                if (after.every(({ id }) => id !== finding.id)) return { app: next, fields };
                break;
            }
            const [following] = wantedChanges(next, added, contested);
            if (!following) break;
            next = setFact(next, following.change);
            fields.push(following.change.field);
        }
    }
    return undefined;
}

/** What findings about the app want to change, in the order of the findings. */
function wantedChanges(
    app: ShownApp,
    findings: readonly Finding[],
    contested: ReadonlySet<string> = new Set(),
): { finding: Finding; change: Change }[] {
    return findings.flatMap((finding) => {
        const { tag, change } = finding;
        const isMeant = tag === app.tag && change && !contested.has(change.field);
        return isMeant ? [{ finding, change }] : [];
    });
}
