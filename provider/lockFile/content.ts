import type { AppFacts } from "bytenite-model";

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
const LONGEST_SHOWN = 80;
// A terminal would obey some of them, or show the text in another order.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What differs in the content of two apps, for example `revision 3 → 4`. Nothing: the content is the same. */
export function describeChanges(before: AppFacts, after: AppFacts): string[] {
    return Object.entries(CONTENT).flatMap(([field, get]) => {
        const [old, current] = [show(get(before)), show(get(after))];
        return old === current
            ? []
            : [`${field} ${shorten(old, current)} → ${shorten(current, old)}`];
    });
}

/** A text of the server's as a few words on one line. */
export function showText(text: string): string {
    return shorten(show(text), "");
}

function show(value: unknown): string {
    if (value === undefined || value === "") return "nothing";
    // Without quotes where nothing could be mistaken.
    if (typeof value === "string" && /^[\w.+/=@:-]+$/.test(value)) return value;
    return JSON.stringify(value).replace(
        INVISIBLE,
        (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}

/** A hash or a UUID is told by its end, unless the other one has the same. */
function shorten(text: string, other: string): string {
    const isCode = /^[\w+/=-]{32,88}$/.test(text);
    if (isCode && !other.endsWith(text.slice(-ENDING))) return `…${text.slice(-ENDING)}`;
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
