import type { AppReader } from "bytenite-core/client/client";
import { isReplaced, type Connection } from "./connection";

/**
 * What tells that apps were chosen among those of the lock file alone, which may have less than ByteNite.
 * `undefined`: ByteNite was asked, or the catalogue of a unit test, which is all there is.
 *
 * @param caller what chooses
 */
export function standInWarning(
    caller: string,
    { standIn }: Pick<AppReader, "standIn">,
): string | undefined {
    if (standIn === undefined || isReplaced()) return undefined;
    return `${caller} selects among the apps in ${standIn}. ByteNite was not asked, and may have more.`;
}

/**
 * When the apps of the running deployment were read from ByteNite, for a record. Nothing where the lock file stands
 * for ByteNite: nobody asked, and a reader who wants fresh facts must not take them for such.
 */
export function readTime(connect: () => Connection): { readAt?: string } {
    const isRead = connect().apps.standIn === undefined || isReplaced();
    return isRead ? { readAt: new Date().toISOString() } : {};
}
