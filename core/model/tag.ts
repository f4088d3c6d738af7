import { showText } from "./foreignText";

/**
 * A tag names an app by version: `name`, `name@major` or `name@major.minor`. What is left out means
 * the highest. Source: ByteNite's glossary and its page about apps.
 */
export interface AppTag {
    /** Letters, digits, dash and underscore, 1 to 64 of them. */
    name: string;
    /** Decimal digits. Absent: the highest major version. */
    major?: string;
    /** Decimal digits. Absent: the highest minor version. */
    minor?: string;
}

const GRAMMAR = /^(?<name>[A-Za-z0-9_-]{1,64})(?:@(?<major>\d{1,9})(?:\.(?<minor>\d{1,9}))?)?$/;
const EXPECTED = "expected name, name@major or name@major.minor, for example img-gen@4.0";
const LONGEST_SHOWN = 80;

/** The parts of a tag, or why the text is none: one sentence without a full stop. */
export function parseTag(tag: unknown): AppTag | { problem: string } {
    if (typeof tag !== "string") {
        return { problem: `the tag must be text, not ${tag === null ? "null" : typeof tag}` };
    }
    const groups = GRAMMAR.exec(tag)?.groups;
    if (!groups) {
        return { problem: `${describeProblem(tag)}; ${EXPECTED}` };
    }
    const { name = "", major, minor } = groups;
    return {
        name,
        ...(major !== undefined && { major }),
        ...(minor !== undefined && { minor }),
    };
}

function describeProblem(tag: string): string {
    const shown = showText(tag, { longest: LONGEST_SHOWN });
    if (tag === "") return "the tag is empty";
    if (/\s/.test(tag)) return `the tag ${shown} contains white space`;
    if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(tag)) return `the tag ${shown} is a URL`;
    const at = tag.indexOf("@");
    const name = at < 0 ? tag : tag.slice(0, at);
    const version = at < 0 ? undefined : tag.slice(at + 1);
    if (/^[A-Za-z0-9_-]{65,}$/.test(name)) {
        return `the name in the tag ${shown} has ${name.length} characters, of which ByteNite allows 64`;
    }
    if (name === "") return `the tag ${shown} has no name`;
    const wrong = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
    if (wrong !== undefined) {
        return `the name in the tag ${shown} contains ${showCharacter(wrong)}, but may contain letters, digits, "-" and "_" only`;
    }
    if (version !== undefined && /^v\d/i.test(version)) {
        return `the version in the tag ${shown} begins with "v", which ByteNite no longer uses`;
    }
    return `the tag ${shown} has the bad version ${showText(version ?? "", { longest: LONGEST_SHOWN })}`;
}

/** Letters of other alphabets can look like the ones that are allowed. */
function showCharacter(character: string): string {
    const shown = showText(character);
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 || shown.includes("\\")) return shown;
    return `${shown} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}

/** The tag that names this version of an app and no other. */
export function versionTag({ name, version }: { name: string; version: string }): string {
    return version ? `${name}@${version}` : name;
}

/** Whether an app's name and version are what the tag names, of however many that fit. */
export function fitsTag(
    { name, major, minor }: AppTag,
    app: { readonly name: string; readonly version: string },
): boolean {
    if (app.name !== name) return false;
    if (major === undefined) return true;
    const version = versionNumbers(app.version);
    return (
        version?.major === Number(major) && (minor === undefined || version.minor === Number(minor))
    );
}

/** Whether the tag names one (name, version) record, so that only a new push can change its content. */
export function isPinned(tag: AppTag): boolean {
    return tag.minor !== undefined;
}

/** Orders versions as numbers, so that 1.10 comes after 1.9; other texts come first, by code unit. */
export function compareVersions(left: string, right: string): number {
    const [a, b] = [versionNumbers(left), versionNumbers(right)];
    if (!a || !b) {
        return Number(a !== undefined) - Number(b !== undefined) || compareTexts(left, right);
    }
    return a.major - b.major || a.minor - b.minor || compareTexts(left, right);
}

function versionNumbers(version: string): { major: number; minor: number } | undefined {
    const match = /^(\d{1,9})\.(\d{1,9})$/.exec(version);
    return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Orders texts by code unit: the same on every machine, unlike `localeCompare`. */
export function compareTexts(left: string, right: string): number {
    return left < right ? -1 : Number(left > right);
}
