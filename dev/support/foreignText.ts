import fc from "fast-check";
import { anyCharacter } from "./anyCharacter";

/** What a terminal or a log obeys, what nobody sees, and what reads in another direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
/** What a CI log obeys. */
const COMMAND = /^\s*::|##/;

const EVIL = [
    "\u001b]0;owned\u0007",
    "\u001b[2J",
    "\r\n::error::owned",
    "\n##vso[task.complete]",
    "\u009b31m",
    "\u0085",
    "\u007f",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u200b",
    "\u200f",
    "\u061c",
    "\u00ad",
    "\ufeff",
    "\u{e0041}",
    "\ud800",
];

/** A piece of a text that wants to drive a terminal or a log, or to read as something else. */
export const evilPiece = fc.oneof(
    fc.constantFrom(...EVIL),
    fc.string({ unit: anyCharacter, maxLength: 4 }),
);

/** What is dangerous to print in a text of several lines. `undefined`: nothing. */
export function findDanger(text: string): string | undefined {
    return text
        .split("\n")
        .map((line) => UNSEEN.exec(line)?.[0] ?? COMMAND.exec(line)?.[0])
        .map((danger) => danger && JSON.stringify(danger))
        .find((danger) => danger !== undefined);
}
