// What git writes where a merge needs a person: seven of them, and the name of a branch.
const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;

/**
 * Where the first conflict of a merge is in a text, counted in characters. `undefined`: there is none. For a
 * text that can't be read: another one may have such a line for a reason of its own.
 */
export function findConflict(text: string): number | undefined {
    return MARKER.exec(text)?.index;
}
