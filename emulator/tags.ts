import type { WireApp } from "./catalogue/wireApp";

/** A tag's parts, as digits. Documented: `name[@major[.minor]]`, what is left out means the highest. */
export interface Tag {
    name: string;
    major?: string;
    minor?: string;
}

// Inferred from the documented limits of names and versions. ByteNite publishes no expression.
const GRAMMAR = /^([A-Za-z0-9_-]{1,64})(?:@(\d+)(?:\.(\d+))?)?$/;

/** The parts of a tag, or undefined for a text that is none. */
export function parseTag(text: string): Tag | undefined {
    const [, name, major, minor] = GRAMMAR.exec(text) ?? [];
    if (name === undefined) return undefined;
    return { name, ...(major !== undefined && { major }), ...(minor !== undefined && { minor }) };
}

/**
 * The app that a tag names. "Highest" compares numbers (inferred), so 1.10 is above 1.9, and takes no
 * notice of the status: ByteNite documents only "highest".
 */
export function resolveTag(tag: Tag, apps: readonly WireApp[]): WireApp | undefined {
    return apps.filter((app) => matches(tag, app)).reduce(higher, undefined);
}

function matches(tag: Tag, app: WireApp): boolean {
    const [major, minor] = app.version.split(".");
    return (
        app.name === tag.name &&
        (tag.major === undefined || tag.major === major) &&
        (tag.minor === undefined || tag.minor === minor)
    );
}

function higher(best: WireApp | undefined, app: WireApp): WireApp {
    return best && versionRank(best.version) > versionRank(app.version) ? best : app;
}

const MINORS_PER_MAJOR = 10n ** 9n;

/** A number that orders versions. A catalogue's major and minor have at most 9 digits. */
export function versionRank(version: string): bigint {
    const [major = "0", minor = "0"] = version.split(".");
    return BigInt(major) * MINORS_PER_MAJOR + BigInt(minor);
}
