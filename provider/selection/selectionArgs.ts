import { InvalidArgumentError, type AppFilter } from "bytenite-core/client";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { checkArguments, TEXT, TRUE_OR_FALSE, type Argument } from "../session/givenArguments";
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

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ARGUMENTS: Record<keyof AppSelectionArgs, Argument> = {
    name: TEXT,
    owner: TEXT,
    userName: TEXT,
    status: TEXT,
    gpu: TEXT,
    isPublic: TRUE_OR_FALSE,
    tags: { schema: v.array(v.string()), expected: "a list of texts" },
    expect: {
        schema: v.pipe(
            v.strictObject({ minimum: v.optional(count), maximum: v.optional(count) }),
            v.check(({ minimum = 0, maximum = Infinity }) => minimum <= maximum),
        ),
        expected:
            "{ minimum, maximum }, whole numbers from 0, and the minimum no more than the maximum",
    },
    onChange: { schema: v.picklist(["accept", "refuse"]), expected: '"accept" or "refuse"' },
};

/** Whether an argument is one that it selects by. */
export function isSelector(name: string): boolean {
    return name !== "expect" && name !== "onChange" && Object.hasOwn(ARGUMENTS, name);
}

/**
 * The arguments, checked: a filter that is misspelt would select every app.
 * @throws InvalidArgumentError
 */
export function readSelectionArgs(given: unknown): KnownArgs {
    if (!isMapping(given)) throw new InvalidArgumentError("What it selects by must be a mapping.");
    checkArguments(given, ARGUMENTS);
    const { expect, onChange, ...select } = given as Selector & Omit<KnownArgs, "select">;
    return {
        select: withoutAbsent(select),
        ...(expect && { expect: withoutAbsent(expect) }),
        ...(onChange && { onChange }),
    };
}

function withoutAbsent<Values extends object>(
    values: Values,
): { [Name in keyof Values]: Exclude<Values[Name], undefined> } {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as {
        [Name in keyof Values]: Exclude<Values[Name], undefined>;
    };
}
