import * as v from "valibot";
import type { Arguments } from "../session/givenArguments";

/** What `ReadAppOptions` may be: not beside it, since a user's compiler need not know the library that checks. */
export const OPTIONS: Arguments = {
    maxAge: {
        schema: v.pipe(v.number(), v.finite(), v.minValue(0)),
        expected: "a number of seconds from 0",
    },
    minSchemaVersion: {
        schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
        expected: "a whole number from 1",
    },
};
