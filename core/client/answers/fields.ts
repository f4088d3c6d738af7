import { findMisspeltFact, showText } from "../../model";
import * as v from "valibot";

const LONGEST_SHOWN = 80;
const LARGEST_INT64 = 9223372036854775807n;

/** What is unset comes as null, as "", or not at all. */
export const text = v.nullish(v.string(), "");
export const requiredText = v.pipe(v.string(), v.nonEmpty("must not be empty"));
/** What no tag can name is no app of ByteNite's. Source: ByteNite's page about apps. */
export const appName = v.pipe(
    requiredText,
    v.regex(
        /^[A-Za-z0-9_-]{1,64}$/,
        ({ input }) =>
            `must be 1 to 64 letters, digits, dashes and underscores, but is ${shown(input)}`,
    ),
);
/** Old apps have none. */
export const appVersion = v.pipe(
    text,
    v.regex(
        /^(?:\d{1,9}\.\d{1,9})?$/,
        ({ input }) => `must be major.minor, for example 4.0, but is ${shown(input)}`,
    ),
);
export const flag = v.nullish(v.boolean(), false);
export const texts = v.nullish(v.array(v.string()), []);
const NO_AMOUNT = "must be a finite number";
/** A float32 or a float64, which protojson may also send as text. */
export const amount = v.pipe(
    v.nullish(
        v.union(
            [
                v.pipe(v.number(), v.finite(NO_AMOUNT)),
                v.pipe(v.string(), v.decimal(NO_AMOUNT), v.transform(Number), v.finite(NO_AMOUNT)),
            ],
            NO_AMOUNT,
        ),
    ),
    v.check((value) => value == null || value >= 0, "must not be negative"),
    // -0 is 0, but Node takes the two for different values, and the state writes both as 0.
    v.transform((value) => (value == null ? undefined : value + 0)),
);
/** An int64, exactly: a number beyond 2^53 has already lost its last digits and is refused. */
export const int64 = v.nullish(
    v.union(
        [
            v.literal(""),
            v.pipe(v.number(), v.safeInteger(), v.transform(String)),
            v.pipe(
                v.string(),
                v.regex(/^-?\d{1,19}$/),
                v.transform((digits) => BigInt(digits)),
                v.maxValue(LARGEST_INT64),
                v.minValue(-LARGEST_INT64 - 1n),
                v.transform(String),
            ),
        ],
        "must be an integer of 64 bits, as text where it exceeds 2^53",
    ),
    "",
);
const TIME =
    /^(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<fraction>\.\d{1,9})?(?<zone>Z|[+-]\d\d:\d\d)$/;
/** An instant: in UTC and without zeros at the end of its fraction, so that the same instant is the same text. */
export const instant = v.pipe(
    text,
    v.check(
        (value) => value === "" || toInstant(value) !== undefined,
        "must be a time like 2025-10-30T16:39:50Z",
    ),
    v.transform((value) => toInstant(value) ?? ""),
);
/** A link to an archive may be signed, and its query then lets anyone read the archive. */
export const link = v.pipe(
    text,
    v.transform((value) =>
        value.replace(/[?#].*$/s, "").replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/\\]*@/i, "$1//"),
    ),
);

/** Not a list, which `v.object` takes for an object without fields. */
export const jsonObject = v.custom<object>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

export function object<Entries extends v.ObjectEntries>(entries: Entries) {
    return v.pipe(jsonObject, underTheirNames(entries), v.object(entries));
}

/** An object of which every field may be missing, and so the object itself. */
export function message<Entries extends v.ObjectEntries>(entries: Entries) {
    return v.pipe(v.nullish(jsonObject, {}), underTheirNames(entries), v.object(entries));
}

/** What stands under another name would be taken for unset. */
function underTheirNames(names: object) {
    return v.check(
        (value: object) => findMisspeltFact(value, names) === undefined,
        ({ input }) => {
            const { key = "", name } = findMisspeltFact(input, names) ?? {};
            return `must have ${name} under this name, not as ${shown(key)}`;
        },
    );
}

function shown(input: unknown): string {
    return showText(String(input), { longest: LONGEST_SHOWN });
}

function toInstant(value: string): string | undefined {
    const { seconds, fraction = "", zone } = TIME.exec(value)?.groups ?? {};
    const milliseconds = Date.parse(`${seconds}${zone}`);
    if (Number.isNaN(milliseconds)) return undefined;
    const [utc] = new Date(milliseconds).toISOString().split(".");
    return `${utc}${fraction.replace(/\.?0+$/, "")}Z`;
}
