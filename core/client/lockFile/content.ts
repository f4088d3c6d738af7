import { showLine, showValue, type AppFacts } from "../../model";

/**
 * The content of an app: what a job runs, and on which machine. The rest (status, isPublic,
 * description, link, …) may change without a push, and a lock file does not hold it fast.
 */
const CONTENT: Record<string, (app: AppFacts) => unknown> = {
    version: ({ version }) => version,
    hash: ({ hash }) => hash,
    "deviceRequirements.minCpu": ({ deviceRequirements }) => deviceRequirements.minCpu,
    "deviceRequirements.minMemory": ({ deviceRequirements }) => deviceRequirements.minMemory,
    "deviceRequirements.gpu": ({ deviceRequirements }) => deviceRequirements.gpu,
    "platformConfig.container": ({ platformConfig }) => platformConfig.container,
    "platformConfig.privateImage": ({ platformConfig }) => platformConfig.privateImage,
    "platformConfig.secrets": ({ platformConfig }) => platformConfig.secrets,
    platform: ({ platform }) => platform,
    entrypoint: ({ entrypoint }) => entrypoint,
    owner: ({ owner }) => owner,
    revision: ({ revision }) => revision,
    id: ({ id }) => id,
};

const ENDING = 8;
const OPTIONS = { longest: 80 };
/** Could not be mistaken for anything, and needs no quotes. */
const PLAIN = /^[\w.+/=@-][\w.+/=@:-]*$/;
const CODE = /^[\w+/=-]{32,88}$/;

/** What differs in the content of two apps, for example `revision 3 → 4`. Nothing: the content is the same. */
export function describeChanges(before: AppFacts, after: AppFacts): string[] {
    return Object.entries(CONTENT).flatMap(([field, get]) => {
        const [old, current] = [get(before), get(after)];
        return identify(old) === identify(current)
            ? []
            : [`${field} ${showContent(old, current)} → ${showContent(current, old)}`];
    });
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
