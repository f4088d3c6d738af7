import { versionTag, type AppFacts } from "../../model";
import type { AppReader } from "../client";
import { ByteNiteError } from "../errors";
import { appFilter, type AppFilter } from "../selection";
import type { LockedApps } from "./lockedApp";

/**
 * The locked tags whose app was selected and is no more. The file does not say which entry is a member's and which was
 * looked up by its tag alone, and ByteNite may give by its tag what it does not list. So an entry counts as left only
 * where its tag names no app any more, or one that does not fit.
 *
 * @param found what the filter finds now, by name@version
 * @returns in the order of the lock file
 * @throws ByteNiteError
 */
export async function findLeft(
    apps: AppReader,
    locked: LockedApps,
    filter: AppFilter,
    found: ReadonlyMap<string, AppFacts>,
): Promise<string[]> {
    const fits = appFilter(filter);
    const unlisted = [...locked]
        .filter(([tag, app]) => tag === versionTag(app) && fits(app) && !found.has(tag))
        .map(([tag]) => tag);
    const isLeft = await Promise.all(
        unlisted.map((tag) =>
            apps.getApp(tag).then(
                (app) => !fits(app),
                (error: unknown) => {
                    if (error instanceof ByteNiteError && error.code === "NOT_FOUND") return true;
                    throw error;
                },
            ),
        ),
    );
    return unlisted.filter((_tag, index) => isLeft[index]);
}
