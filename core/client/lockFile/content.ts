import { APP_FACTS, CONTENT_FACTS, isGroup, showLine, showValue, type AppFacts } from "../../model";

/** The paths of the facts that are an app's content. */
const CONTENT: readonly (readonly string[])[] = CONTENT_FACTS.flatMap((name) => {
    const row = APP_FACTS[name];
    return isGroup(row) ? Object.keys(row.facts).map((member) => [name, member]) : [[name]];
});

const ENDING = 8;
const OPTIONS = { longest: 80 };
/** Could not be mistaken for anything, and needs no quotes. */
const PLAIN = /^[\w.+/=@-][\w.+/=@:-]*$/;
const CODE = /^[\w+/=-]{32,88}$/;

/** What differs in the content of two apps, for example `revision 3 → 4`. Nothing: the content is the same. */
export function describeChanges(before: AppFacts, after: AppFacts): string[] {
    return CONTENT.flatMap((path) => {
        const [old, current] = [valueAt(path, before), valueAt(path, after)];
        return identify(old) === identify(current)
            ? []
            : [`${path.join(".")} ${showContent(old, current)} → ${showContent(current, old)}`];
    });
}

function valueAt(path: readonly string[], app: AppFacts): unknown {
    return path.reduce<unknown>((of, name) => (of as Record<string, unknown>)[name], app);
}

/** As the lock file has it, where no fact and an empty one are the same. */
function identify(value: unknown): string {
    return value === undefined ? '""' : JSON.stringify(value);
}

/**
 * A fact as a few words on one line. A hash or a UUID is told by its end, unless the one that it is compared with
 * has the same.
 */
export function showContent(value: unknown, other: unknown = ""): string {
    if (value === undefined || value === "") return "nothing";
    if (typeof value !== "string" || !PLAIN.test(value)) return showValue(value, OPTIONS);
    const ending = value.slice(-ENDING);
    if (CODE.test(value) && !String(other).endsWith(ending)) return `…${ending}`;
    return showLine(value, OPTIONS);
}
