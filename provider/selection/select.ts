import { byVersionTag, ByteNiteError, type AppFilter } from "bytenite-core/client";
import type { AppReader } from "bytenite-core/client/client";
import { compareTexts, showMany, type AppFacts } from "bytenite-core/model";
import { appIdentity } from "./identity";
import { toMember, type Members } from "./member";
import { SelectionCountError, type ExpectedCount } from "./selectionErrors";

const MOST_TOLD = 20;

/** Which apps belong to a selection. Nothing at all: every app. */
export interface Selector extends AppFilter {
    /** Tags of apps that belong to it besides those that the filters find; without filters, only those. */
    tags?: readonly string[];
}

/**
 * The apps of a selection: under each tag that was asked for, and those that only the filters find once, as
 * name@version.
 *
 * @throws ByteNiteError
 * @throws SelectionCountError
 */
export async function selectMembers(
    apps: AppReader,
    selector: Selector,
    expected: ExpectedCount = {},
): Promise<Members> {
    const { tags = [], ...filter } = selector;
    const asked = [
        lookUpTags(apps, tags),
        asksForList(selector) ? apps.getSelection(filter) : Promise.resolve([]),
    ] as const;
    // Where both fail, the tags are told, whichever failed first.
    await Promise.allSettled(asked);
    const [named, found] = [await asked[0], await asked[1]];
    const isNamed = new Set(named.map(([, app]) => appIdentity(app)));
    const byTag = byVersionTag(
        found.filter((app) => !isNamed.has(appIdentity(app))),
        named,
    );
    const members = Object.fromEntries(
        [...byTag]
            .sort(([one], [other]) => compareTexts(one, other))
            .map(([tag, app]) => [tag, toMember(app)]),
    );
    refuseUnexpected(Object.keys(members), expected);
    return members;
}

/** Whether filters find members, besides the tags. Without any of both, every app is one. */
export function asksForList({ tags, ...filter }: Selector): boolean {
    return tags === undefined || Object.values(filter).some((each) => each !== undefined);
}

/** Tells of every tag that could not be looked up, and not of the first alone. */
async function lookUpTags(
    apps: AppReader,
    tags: readonly string[],
): Promise<[tag: string, app: AppFacts][]> {
    const failures = new Map<string, ByteNiteError>();
    const found = await Promise.all(
        [...new Set(tags)].map((tag) =>
            apps.getApp(tag).then(
                (app): [string, AppFacts][] => [[tag, app]],
                (error: unknown) => {
                    if (!(error instanceof ByteNiteError)) throw error;
                    failures.set(tag, error);
                    return [];
                },
            ),
        ),
    );
    const failed = [...failures.keys()].sort(compareTexts);
    const first = failures.get(failed[0] ?? "");
    if (!first) return found.flat();
    if (failed.length === 1) throw first;
    throw new ByteNiteError(
        first.code,
        (guide) =>
            `${first.messageFor(guide)} Of its tags, these failed: ${showMany(failed, MOST_TOLD)}.`,
    );
}

/** @throws SelectionCountError */
export function refuseUnexpected(
    tags: readonly string[],
    { minimum = 0, maximum = Infinity }: ExpectedCount = {},
): void {
    if (tags.length < minimum) throw new SelectionCountError(tags, `at least ${minimum}`);
    if (tags.length > maximum) throw new SelectionCountError(tags, `at most ${maximum}`);
}
