import { relative } from "node:path";
import { readTextFile, writeTextFile } from "bytenite-core/documents";
import type { Shown } from "../doors/door";
import { applyChanges } from "../fixes/applyChanges";
import { unifiedDiff } from "../fixes/diff";
import { proposeFixes, type Judge } from "../fixes/proposeFixes";
import { withoutCredentials } from "../fixes/withoutCredentials";
import type { Session } from "./session";

/**
 * Writes into the manifests what findings propose, where there is exactly one way, and shows each difference.
 * @returns whether a file was changed, so that the apps must be read again
 * @throws DocumentError, FileWriteError
 */
export function fixManifests(shown: Shown, judge: Judge, session: Session): boolean {
    const changed = proposeFixes(shown.apps, judge).flatMap(({ app, changes }) => {
        const place = changes.length > 0 ? shown.placeOf?.(app.tag, "name") : undefined;
        return place ? [{ path: place.file, changes }] : [];
    });
    for (const { path, changes } of changed) {
        const shownAs = relative(session.folder, path);
        const before = readTextFile(path, { shownAs });
        const after = applyChanges(before, changes);
        writeTextFile(path, after, { shownAs });
        session.tell(unifiedDiff(shownAs, withoutCredentials(before), withoutCredentials(after)));
    }
    return changed.length > 0;
}
