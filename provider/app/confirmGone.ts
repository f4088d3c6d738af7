import { fitsTag, parseTag, showText } from "bytenite-core/model";
import type { AppReader } from "bytenite-core/client/client";
import { ByteNiteError, type Guide } from "bytenite-core/client";

/**
 * Makes sure that an app is gone whose tag ByteNite did not find. A gateway in between can say "not found" of
 * every app, so the list of all apps must agree: it must be known to be whole, and have none that fits.
 *
 * @param apps reads the list once, however many apps ask for it
 * @throws ByteNiteError where it is not certain
 */
export async function confirmGone(apps: AppReader, tag: string): Promise<"gone"> {
    const doubt = (code: ByteNiteError["code"], reason: (guide: Guide) => string) =>
        new ByteNiteError(
            code,
            (guide) => `ByteNite found no app for the tag ${showText(tag)}, but ${reason(guide)}`,
        );
    const listed = await apps.getEveryApp().catch((error: unknown) => {
        if (!(error instanceof ByteNiteError)) throw error;
        throw doubt(
            error.code,
            (guide) => `its list of apps can't confirm that. ${error.messageFor(guide)}`,
        );
    });
    const wanted = parseTag(tag);
    const found = listed.find(
        (app) =>
            "problem" in wanted ||
            fitsTag(wanted, app) ||
            // Of which version it is nobody knows.
            (app.version === "" && app.name === wanted.name),
    );
    if (!found) return "gone";
    const { name, version } = found;
    throw doubt(
        "INVALID_RESPONSE",
        () =>
            `its list of apps has ${name}${version && `@${version}`}. Refresh again later; "pulumi up" without the app forgets it.`,
    );
}
