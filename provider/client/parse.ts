import type { AppFacts } from "bytenite-model";
import * as v from "valibot";
import { isHeaderValue, LONGEST_TOKEN } from "./authentication";
import { InvalidResponseError } from "./errors";

/** One page of apps. */
export interface AppPage {
    apps: AppFacts[];
    /** `undefined`: the answer did not say. */
    hasNext: boolean | undefined;
    /** How many apps there are on all pages. `undefined`: the answer did not say. */
    total: number | undefined;
}

/** Credentials of a container registry. Source: schema commonPlatformConfig, username and token. */
export interface RegistryCredentials {
    username: string;
    token: string;
}

const LARGEST_INT64 = 9223372036854775807n;

/** What is unset comes as null, as "", or not at all. */
const text = v.nullish(v.string(), "");
const requiredText = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const flag = v.nullish(v.boolean(), false);
const texts = v.nullish(v.array(v.string()), []);
const NO_AMOUNT = "must be a finite number";
/** A float32 or a float64, which protojson may also send as text. */
const amount = v.pipe(
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
const int64 = v.nullish(
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
const instant = v.pipe(
    text,
    v.check(
        (value) => value === "" || toInstant(value) !== undefined,
        "must be a time like 2025-10-30T16:39:50Z",
    ),
    v.transform((value) => toInstant(value) ?? ""),
);
/** A link to an archive may be signed, and its query then lets anyone read the archive. */
const link = v.pipe(
    text,
    v.transform((value) =>
        value.replace(/[?#].*$/s, "").replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/\\]*@/i, "$1//"),
    ),
);

/** Not a list, which `v.object` takes for an object without fields. */
const jsonObject = v.custom<object>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

function object<Entries extends v.ObjectEntries>(entries: Entries) {
    return v.pipe(jsonObject, v.object(entries));
}

/** An object of which every field may be missing, and so the object itself. */
function message<Entries extends v.ObjectEntries>(entries: Entries) {
    return v.pipe(v.nullish(jsonObject, {}), v.object(entries));
}

const appSchema = v.pipe(
    object({
        id: requiredText,
        name: requiredText,
        version: text,
        owner: text,
        userName: text,
        status: text,
        deviceRequirements: message({ minCpu: amount, minMemory: amount, gpu: texts }),
        isPublic: flag,
        createdAt: instant,
        updatedAt: instant,
        platform: text,
        platformConfig: message({
            container: text,
            privateImage: flag,
            username: text,
            token: text,
            secrets: texts,
        }),
        hash: text,
        link,
        entrypoint: text,
        revision: int64,
        description: text,
    }),
    v.transform(({ deviceRequirements, platformConfig, ...rest }): AppFacts => {
        const { minCpu, minMemory, gpu } = deviceRequirements;
        const { container, privateImage, username, token, secrets } = platformConfig;
        return {
            ...rest,
            deviceRequirements: {
                ...(minCpu !== undefined && { minCpu }),
                ...(minMemory !== undefined && { minMemory }),
                gpu,
            },
            platformConfig: {
                container,
                privateImage,
                secrets,
            },
            // The registry's credentials end here: nothing behind this line has ever seen them.
            hasRegistryCredentials: Boolean(username || token),
        };
    }),
);

const appResponseSchema = object({ app: appSchema });
/** The one place where the registry's credentials are read. Whoever asks for them keeps them secret. */
const credentialsResponseSchema = object({
    app: object({ platformConfig: message({ username: text, token: text }) }),
});
const listResponseSchema = v.pipe(
    object({
        apps: v.nullish(v.array(appSchema)),
        pagination: v.nullish(
            v.pipe(
                jsonObject,
                v.object({ hasNext: v.nullish(v.boolean()), total: v.fallback(int64, "") }),
            ),
        ),
    }),
    // An answer without both says nothing about apps: it is not an empty catalogue.
    v.forward(
        v.check(({ apps, pagination }) => apps != null || pagination != null, "must be a list"),
        ["apps"],
    ),
);
const genericResponseSchema = object({ ok: v.boolean(), message: text });
const accessTokenSchema = object({
    token: v.pipe(
        requiredText,
        v.check(
            isHeaderValue,
            `must be at most ${LONGEST_TOKEN} characters of ASCII without spaces`,
        ),
    ),
    expiresIn: int64,
});

/** The body of GET /apps/{appTag}. @throws InvalidResponseError */
export function parseAppResponse(body: unknown, from: string): AppFacts {
    return parse(appResponseSchema, body, from).app;
}

/** The registry's credentials in the body of GET /apps/{appTag}; a text is "" where there is none. @throws InvalidResponseError */
export function parseRegistryCredentials(body: unknown, from: string): RegistryCredentials {
    return parse(credentialsResponseSchema, body, from).app.platformConfig;
}

/** The body of GET /apps. @throws InvalidResponseError */
export function parseAppListResponse(body: unknown, from: string): AppPage {
    const { apps, pagination } = parse(listResponseSchema, body, from);
    const total = pagination?.total ?? "";
    return {
        apps: apps ?? [],
        hasNext: pagination?.hasNext ?? undefined,
        total: total === "" ? undefined : Number(total),
    };
}

/** The body of GET /apps/{appTag}/status. @throws InvalidResponseError */
export function parseGenericResponse(
    body: unknown,
    from: string,
): { ok: boolean; message: string } {
    return parse(genericResponseSchema, body, from);
}

/** The body of POST /auth/access_token; the lifetime in seconds. @throws InvalidResponseError */
export function parseAccessTokenResponse(
    body: unknown,
    from: string,
): { token: string; lifetime: number | undefined } {
    const { token, expiresIn } = parse(accessTokenSchema, body, from);
    return { token, lifetime: expiresIn === "" ? undefined : Number(expiresIn) };
}

function parse<Schema extends v.GenericSchema>(
    schema: Schema,
    body: unknown,
    from: string,
): v.InferOutput<Schema> {
    const result = v.safeParse(schema, body, { abortEarly: true });
    if (result.success) return result.output;
    const [issue] = result.issues;
    const field = v.getDotPath(issue) ?? "the body";
    throw new InvalidResponseError(
        `ByteNite's answer to ${from} is not what its documentation describes: ${field} ${describe(issue)}. ` +
            "Is bytenite:endpoint the address of ByteNite's API?",
    );
}

const KINDS = new Map([
    ["string", "text"],
    ["boolean", "true or false"],
    ["Array", "a list"],
]);

/** The value itself is not shown: it may be a credential in the wrong place. */
function describe({ input, expected, message }: v.BaseIssue<unknown>): string {
    if (input === undefined) return "is missing";
    if (message.startsWith("must")) return message;
    return `must be ${KINDS.get(expected ?? "") ?? "an object"}, not ${kindOf(input)}`;
}

function kindOf(input: unknown): string {
    if (input === null) return "null";
    if (Array.isArray(input)) return "a list";
    return typeof input === "object" ? "an object" : (KINDS.get(typeof input) ?? "a number");
}

function toInstant(value: string): string | undefined {
    const { seconds, fraction = "", zone } = TIME.exec(value)?.groups ?? {};
    const milliseconds = Date.parse(`${seconds}${zone}`);
    if (Number.isNaN(milliseconds)) return undefined;
    const [utc] = new Date(milliseconds).toISOString().split(".");
    return `${utc}${fraction.replace(/\.?0+$/, "")}Z`;
}
