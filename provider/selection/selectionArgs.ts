import { InvalidArgumentError, type AppFilter } from "bytenite-core/client";
import { showValue } from "bytenite-core/model";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { unknownArgument } from "../session/givenArguments";
import { isMapping } from "../session/mapping";
import type { Selector } from "./select";
import type { ExpectedCount } from "./selectionErrors";

/** What becomes of a change of the membership that ByteNite makes, and not the program. */
export type OnChange = "accept" | "refuse";

type InputsOf<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** What an `AppSelection` is made from. Without filters and tags: every app. */
export interface AppSelectionArgs extends InputsOf<AppFilter> {
    /** Tags of apps that belong to it besides those that the filters find; without filters, only those. */
    tags?: pulumi.Input<readonly pulumi.Input<string>[]>;
    /** How many members it must have. Anything else fails the preview, and a refresh. @default any number */
    expect?: pulumi.Input<ExpectedCount>;
    /**
     * "refuse": a preview fails when an app has entered the selection or left it, and the arguments are the
     * same. So does a refresh. @default "accept"
     */
    onChange?: pulumi.Input<OnChange>;
}

/** The arguments when all of them are known. */
export interface KnownArgs {
    select: Selector;
    expect?: ExpectedCount;
    onChange?: OnChange;
}

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const SELECTOR = {
    name: v.optional(text),
    owner: v.optional(text),
    userName: v.optional(text),
    status: v.optional(text),
    gpu: v.optional(text),
    isPublic: v.optional(v.boolean()),
    tags: v.optional(v.array(v.string())),
};
const EXPECTED: Record<string, string> = {
    isPublic: "true or false",
    tags: "a list of texts",
    expect: "{ minimum, maximum }, whole numbers from 0, and the minimum no more than the maximum",
    onChange: '"accept" or "refuse"',
};
const NAMES = [...Object.keys(SELECTOR), "expect", "onChange"];
const schema = v.strictObject({
    ...SELECTOR,
    expect: v.optional(
        v.pipe(
            v.strictObject({ minimum: v.optional(count), maximum: v.optional(count) }),
            v.check(({ minimum = 0, maximum = Infinity }) => minimum <= maximum),
        ),
    ),
    onChange: v.optional(v.picklist(["accept", "refuse"])),
});

/**
 * The arguments, checked: a filter that is misspelt would select every app.
 * @throws InvalidArgumentError
 */
export function readSelectionArgs(given: unknown): KnownArgs {
    // valibot takes a list for a mapping, and an empty one would select every app.
    if (!isMapping(given)) throw new InvalidArgumentError("What it selects by must be a mapping.");
    const result = v.safeParse(schema, given, { abortEarly: true });
    if (result.success) {
        const { expect, onChange, ...select } = result.output;
        return {
            select: withoutAbsent(select),
            ...(expect && { expect: withoutAbsent(expect) }),
            ...(onChange && { onChange }),
        };
    }
    const name = String(result.issues[0].path?.[0].key);
    if (!NAMES.includes(name)) {
        throw new InvalidArgumentError(unknownArgument(name, NAMES));
    }
    throw new InvalidArgumentError(
        `${name} must be ${EXPECTED[name] ?? "a text that is not empty"}, but is ${showValue(given[name])}.`,
    );
}

function withoutAbsent<Values extends object>(
    values: Values,
): { [Name in keyof Values]: Exclude<Values[Name], undefined> } {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as {
        [Name in keyof Values]: Exclude<Values[Name], undefined>;
    };
}
