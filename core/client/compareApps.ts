import { compareTexts, compareVersions, type AppFacts } from "../model";

/** Orders apps by name and version: ByteNite documents no order of its own. */
export function compareApps(a: AppFacts, b: AppFacts): number {
    return (
        compareTexts(a.name, b.name) ||
        compareVersions(a.version, b.version) ||
        compareTexts(a.id, b.id)
    );
}
