/**
 * Whether a version such as "v22.1.0" or "3.255.0-alpha.1" is as new as another. A pre-release counts
 * as its release.
 * @param {string} version
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
    const have = numbers(version);
    const want = numbers(oldest);
    const index = want.findIndex((number, i) => number !== have[i]);
    return index < 0 || (have[index] ?? 0) > (want[index] ?? 0);
}

/**
 * The first version number in a text, or undefined.
 * @param {string} text
 */
export function findVersion(text) {
    return /\d+\.\d+\.\d+/.exec(text)?.[0];
}

function numbers(version) {
    return (findVersion(version) ?? "0.0.0").split(".").map(Number);
}
