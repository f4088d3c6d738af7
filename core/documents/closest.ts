import { distance } from "fastest-levenshtein";

const LONGEST_COMPARED = 100;
const MOST_EDITS = 4;

/**
 * The candidate that a person who wrote `name` may have meant: the one with the fewest edits, upper
 * and lower case being the same, if they are so few that it may be a typing mistake. Of several that
 * are equally near, the one in the same case, then the first by alphabet.
 */
export function closest(name: string, candidates: readonly string[]): string | undefined {
    if (name.length > LONGEST_COMPARED) return undefined;
    const lower = name.toLowerCase();
    const near = candidates
        .filter((candidate) => Math.abs(candidate.length - name.length) <= mostEdits(candidate))
        .map((candidate) => ({ candidate, edits: countEdits(lower, candidate.toLowerCase()) }))
        .filter(({ candidate, edits }) => edits <= mostEdits(candidate))
        .sort(
            (one, other) =>
                one.edits - other.edits ||
                distance(name, one.candidate) - distance(name, other.candidate) ||
                (one.candidate < other.candidate ? -1 : 1),
        );
    return near[0]?.candidate;
}

// Two letters in the wrong order are one slip of the fingers.
function countEdits(one: string, other: string): number {
    const edits = distance(one, other);
    if (edits !== 2 || one.length !== other.length) return edits;
    const at = one.split("").findIndex((letter, index) => letter !== other[index]);
    return one[at] === other[at + 1] && one[at + 1] === other[at] ? 1 : edits;
}

// One of three letters at most, or another word of the same length would do.
function mostEdits({ length }: string): number {
    return Math.min(MOST_EDITS, Math.floor(length / 3));
}
