import { isDeepStrictEqual } from "node:util";
import { settingSchemas } from "../contract/commonSettings";
import type { Rule } from "../contract/rule";

/** What somebody has set. The engine fills the rest in. */
export function notDefault(
    rule: Rule,
    given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    const schemas = settingSchemas(rule);
    return Object.fromEntries(
        Object.entries(given).filter(
            ([name, value]) => !isDeepStrictEqual(value, schemas[name]?.default),
        ),
    );
}
