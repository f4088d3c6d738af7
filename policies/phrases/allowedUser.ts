import { anyGlob, type AppRecord } from "bytenite-core/model";
import { quoteNames } from "./gpuList";
import type { Problem } from "../contract/problem";
import { quote } from "./wording";

/**
 * Judges who an app belongs to. Nobody is allowed by what ByteNite doesn't say.
 *
 * @param noun what the field is
 * @param somebody whom the rule accepts
 */
export function judgeUser(
    app: AppRecord,
    field: "owner" | "userName",
    { noun, somebody }: { noun: string; somebody: string },
    allow: readonly string[] | undefined,
): Problem[] {
    if (allow === undefined) return [];
    const user = app[field];
    if (user !== "" && anyGlob(allow)(user)) return [];
    const stated =
        user === ""
            ? `has no ${noun}, but one that is allowed is required`
            : `has the ${noun} ${quote([user])}, which is not allowed`;
    return [
        {
            field,
            found: user || null,
            limit: [...allow],
            setting: "allow",
            message: `${app.tag} ${stated} (allowed: ${quoteNames(allow)})`,
            fix:
                allow.length === 0
                    ? `Add the ${noun} to the setting "allow", which is empty, so that no app is accepted`
                    : `Have ${somebody} push the app at ByteNite, and use the tag of that app in the Pulumi program`,
        },
    ];
}
