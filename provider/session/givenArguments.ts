import { InvalidArgumentError } from "bytenite-core/client";
import { showText, showValue } from "bytenite-core/model";
import * as v from "valibot";
import { completeOnlyWithoutErrors } from "./deployment";
import { LookUpError } from "./lookUpError";
import { isMapping } from "./mapping";

/** What an argument may be. */
export interface Argument {
    schema: v.GenericSchema;
    /** The same for a person, after "must be". */
    expected: string;
}

/** The arguments that a function has, by their names. */
export type Arguments = Readonly<Record<string, Argument>>;

/** Not checked here: what reads it says more about what is wrong. */
export const ANYTHING: Argument = { schema: v.unknown(), expected: "anything" };
export const ANY_TEXT: Argument = { schema: v.string(), expected: "a text" };
export const TEXT: Argument = {
    schema: v.pipe(v.string(), v.minLength(1)),
    expected: "a text that is not empty",
};
export const TRUE_OR_FALSE: Argument = { schema: v.boolean(), expected: "true or false" };

/**
 * Refuses arguments that nothing would look at, which JavaScript and some types let pass: a misspelt filter would
 * find every app, and a misspelt status would be no gate.
 *
 * @param call the function, before a colon. "": the report of the look-up names it
 * @throws InvalidArgumentError
 */
export function checkArguments(given: unknown, known: Arguments, call = ""): void {
    const refuse = (problem: string) =>
        new InvalidArgumentError(`${call === "" ? "" : `${call}: `}${problem}`);
    const names = Object.keys(known);
    if (!isMapping(given)) {
        throw refuse(
            `The arguments must be a mapping with ${names.join(", ")}, but are ${showValue(given)}.`,
        );
    }
    for (const [name, value] of Object.entries(given)) {
        const argument = Object.hasOwn(known, name) ? known[name] : undefined;
        if (!argument) throw refuse(unknownArgument(name, names));
        if (value !== undefined && !v.is(argument.schema, value)) {
            throw refuse(`${name} must be ${argument.expected}, but is ${showValue(value)}.`);
        }
    }
}

/**
 * Refuses options in the same way, where no report of look-ups would tell it.
 * @throws LookUpError
 */
export function refuseOptions(given: unknown, known: Arguments, call: string): void {
    try {
        checkArguments(given, known, call);
    } catch (error) {
        if (!(error instanceof InvalidArgumentError)) throw error;
        completeOnlyWithoutErrors();
        throw new LookUpError(error.message, error.code);
    }
}

/** That there is no such argument. */
function unknownArgument(name: string, names: readonly string[]): string {
    const where =
        name === "settings" ? " Settings go into the options, which follow the arguments." : "";
    return `There is no argument ${showText(name)}, only ${names.join(", ")}.${where}`;
}
