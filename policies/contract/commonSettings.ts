import { memoizeByObject } from "bytenite-core/model";
import type { JudgingRule, Rule, SettingSchema } from "./rule";
import { LISTED_NAME } from "./listedName";

/** What to do in a preview where the app is not known yet. */
type OnUnknown = "fail" | "warn" | "skip";

/** The settings that every rule about apps or stacks has. */
export interface CommonSettings {
    onUnknown: OnUnknown;
    apps: readonly string[];
}

/** The schemas of these settings. */
export const COMMON_SETTINGS: Record<keyof CommonSettings, SettingSchema> = {
    onUnknown: {
        type: "string",
        enum: ["fail", "warn", "skip"],
        default: "warn",
        description:
            "What to do in a preview where the app is not known yet, because its tag comes from a resource that does not exist: `fail` reports a finding, `warn` says that the rule did not run, `skip` says nothing. The update judges the app in any case. A stack output that is not known at all is passed over: it may be anything.",
    },
    apps: {
        type: "array",
        items: LISTED_NAME,
        default: ["*"],
        description:
            "The apps that the rule judges: globs with * and ? that cover an app's tag, its name, or its name@version.",
    },
};

/**
 * The schemas of all settings of a rule: its own, and those that every rule has. A rule's own win. Asked for with
 * each app.
 */
export const settingSchemas = memoizeByObject(
    (rule: Rule): Readonly<Record<string, SettingSchema>> =>
        rule.scope === "exceptions"
            ? rule.settings
            : { ...rule.settings, ...COMMON_SETTINGS, ...rule.settings },
);

/** The settings, with the defaults of those that every rule has. */
export function withCommonSettings(
    rule: JudgingRule,
    settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> & CommonSettings {
    const { onUnknown, apps } = settingSchemas(rule);
    return { onUnknown: onUnknown?.default, apps: apps?.default, ...settings } as Record<
        string,
        unknown
    > &
        CommonSettings;
}
