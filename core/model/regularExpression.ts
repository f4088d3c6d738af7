import type { RE2JSException } from "re2js";
import { showText } from "./foreignText";
import { memoize } from "./memoize";
import { re2 } from "./re2";

// Reading a pattern takes time by its length, and matching takes time by its steps as well as by the text:
// counted repetitions make many steps of few characters.
const LONGEST = 1000;
const MOST_STEPS = 5000;

/**
 * Tests whole texts against a regular expression in RE2's syntax. Takes time in proportion to the text,
 * and refuses patterns that are large: patterns and texts may come from somebody who means harm.
 *
 * @returns the test, or what the pattern is instead: the end of a sentence without a full stop
 */
export const wholeTextMatcher = memoize(
    (pattern): ((text: string) => boolean) | { problem: string } => {
        if (pattern.length > LONGEST) return { problem: `longer than ${LONGEST} characters` };
        const { RE2JS, RE2JSException } = re2();
        try {
            const compiled = RE2JS.compile(pattern);
            if (compiled.programSize() > MOST_STEPS) {
                return {
                    problem: `a regular expression of more than ${MOST_STEPS} steps: its counted repetitions are too large`,
                };
            }
            return (text) => compiled.matches(text);
        } catch (error) {
            if (!(error instanceof RE2JSException)) throw error;
            return { problem: `not a regular expression: ${describe(error)}` };
        }
    },
);

function describe(error: RE2JSException): string {
    if (!(error instanceof re2().RE2JSSyntaxException)) return error.message;
    const place = error.getPattern();
    return (
        error.getDescription() + (place ? `: ${showText(place, { longest: SHOWN_LENGTH })}` : "")
    );
}

const SHOWN_LENGTH = 80;
