import type { AppRecord } from "bytenite-core/model";
import { isPinnedTag } from "../../phrases/pinnedTag";
import { defineAppRule } from "../../contract/rule";
import type { Problem } from "../../contract/problem";
import { quote } from "../../phrases/wording";

interface HashLockedSettings {
    hashes?: Record<string, string>;
    requireLocked: boolean;
}

export const rule = defineAppRule<HashLockedSettings>({
    name: "hash-locked",
    description: "A ByteNite app must have the content that was locked for its tag.",
    explanation:
        "Pushing an app again under the same version replaces its content, so that even a whole tag can mean something else tomorrow. The hash of what was pushed shows it. `hashes` gives the hash of each tag; the organisation's rules file can name a lock file instead (`lock: bytenite.lock.json`), which fills `hashes`.\n\nThe rule compares an app with the hash that is locked for the tag by which it was looked up, or else with the one for its name@version. Tags and hashes are compared as they are written. Another hash than the locked one is a finding that shows both. So is an app without a hash while one is locked, since nothing shows what it is. An app for which no hash is locked passes, unless `requireLocked` is true. Without `hashes` and `requireLocked` the rule has nothing to judge by.",
    remediation:
        "Find out who pushed the app again and why; then lock its new hash, or use a version that is known to be good.",
    category: "identity",
    severity: "high",
    settings: {
        hashes: {
            type: "object",
            additionalProperties: { type: "string" },
            description:
                "The hash of each app by its tag: SHA-256 in base64, as ByteNite gives it. A lock file that the rules file names fills it.",
        },
        requireLocked: {
            type: "boolean",
            default: false,
            description: "Whether an app for which no hash is locked is a finding.",
        },
    },
    needs: ["hashes", "requireLocked"],
    evaluate: (app, { hashes = {}, requireLocked }) => {
        const nameAndVersion = `${app.name}@${app.version}`;
        // A tag may be a name that every object has, such as constructor.
        const key = [app.tag, nameAndVersion].find((each) => Object.hasOwn(hashes, each));
        if (key === undefined) return requireLocked ? [describeUnlocked(app)] : [];
        const locked = hashes[key] ?? "";
        if (app.hash !== "" && app.hash === locked) return [];
        return [describeDifference(app, key, locked)];
    },
});

function describeUnlocked({ tag, name, version, hash }: AppRecord): Problem {
    const pinned = `${name}@${version}`;
    const entry = quote([isPinnedTag(pinned) ? pinned : tag]);
    return {
        field: "hash",
        found: hash || null,
        limit: "a locked hash",
        setting: "requireLocked",
        message: `${tag} has no locked hash, but every app must have one`,
        fix:
            hash === ""
                ? `Push the app again, so that ByteNite gives it a hash, and lock that for ${entry}`
                : `Review the app, then lock its hash: ${entry}: ${quote([hash])}`,
    };
}

function describeDifference(
    { tag, version, hash }: AppRecord,
    key: string,
    locked: string,
): Problem {
    const lock = `the one that is locked for ${quote([key])} is ${quote([locked])}`;
    const pushed = isPinnedTag(key)
        ? "was pushed again"
        : `was pushed again, or means another version (${version || "not known"})`;
    return {
        field: "hash",
        found: hash || null,
        limit: locked,
        setting: "hashes",
        message:
            hash === ""
                ? `${tag} has no hash, so that nothing shows whether it was pushed again, but ${lock}`
                : `${tag} ${pushed}: its hash is ${quote([hash])}, but ${lock}`,
        fix:
            hash === ""
                ? `Push the app again, so that ByteNite gives it a hash, and lock that for ${quote([key])}`
                : `If the change is wanted, lock its hash ${quote([hash])} for ${quote([key])}, else use a version that is known to be good`,
    };
}
