import { compareTexts } from "../../model";
import { toLockedApp, type LockedApps } from "./lockedApp";

/** The version of the file's shape. It grows when a key changes its meaning, comes or goes. */
export const LOCK_SCHEMA_VERSION = 1;

/**
 * The text of a lock file: sorted by tag, one value per line, so that two branches which add
 * different tags can be merged. The same apps give the same text.
 */
export function formatLockFile(apps: LockedApps): string {
    const entries = [...apps]
        .sort(([left], [right]) => compareTexts(left, right))
        .map(([tag, { lockedAt, ...facts }]) => {
            const key = JSON.stringify(tag);
            const value = JSON.stringify(toLockedApp(facts, lockedAt), undefined, 2);
            return `    ${key}: ${value.replaceAll("\n", "\n    ")}`;
        });
    // By hand: an object would put a tag like "7" before all others.
    const content = entries.length > 0 ? `{\n${entries.join(",\n")}\n  }` : "{}";
    return `{\n  "schemaVersion": ${LOCK_SCHEMA_VERSION},\n  "apps": ${content}\n}\n`;
}
