import { ByteNiteError, InvalidResponseError, type AppFilter } from "bytenite-core/client";
import type { AppReader } from "bytenite-core/client/client";
import { compareTexts, showMany, showText, versionTag, type AppFacts } from "bytenite-core/model";
import { toMember, type Members } from "./member";
import { SelectionCountError, type ExpectedCount } from "./selectionErrors";

const MOST_TOLD = 20;

/** Which apps belong to a selection. Nothing at all: every app. */
export interface Selector extends AppFilter {
    /** Tags of apps that belong to it besides those that the filters find; without filters, only those. */
    tags?: readonly string[];
}

/**
 * The apps of a selection. Each is there once: under the tag that was asked for, else as name@version.
 *
 * @throws ByteNiteError
 * @throws SelectionCountError
 */
export async function selectMembers(
    apps: AppReader,
    { tags, ...filter }: Selector,
    expected: ExpectedCount = {},
): Promise<Members> {
    const isFiltered =
        tags === undefined || Object.values(filter).some((each) => each !== undefined);
    const [named, found] = await Promise.all([
        lookUpTags(apps, tags ?? []),
        isFiltered ? apps.getSelection(filter) : [],
    ]);
    const byTag = new Map(named);
    const isNamed = new Set(named.map(([, app]) => identity(app)));
    for (const app of found) {
        if (isNamed.has(identity(app))) continue;
        const tag = versionTag(app);
        if (byTag.has(tag)) {
            throw new InvalidResponseError(
                `The list of apps has two that are ${showText(tag)}, so that nobody knows which of them is meant.`,
            );
        }
        byTag.set(tag, app);
    }
    const members = Object.fromEntries(
        [...byTag]
            .sort(([one], [other]) => compareTexts(one, other))
            .map(([tag, app]) => [tag, toMember(app)]),
    );
    refuseUnexpected(Object.keys(members), expected);
    return members;
}

function identity(app: AppFacts): string {
    return app.id || versionTag(app);
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

function refuseUnexpected(
    tags: readonly string[],
    { minimum = 0, maximum = Infinity }: ExpectedCount,
) {
    if (tags.length < minimum) throw new SelectionCountError(tags, `at least ${minimum}`);
    if (tags.length > maximum) throw new SelectionCountError(tags, `at most ${maximum}`);
}
