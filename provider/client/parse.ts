import type { AppFacts } from "bytenite-model";
import * as v from "valibot";
import { InvalidResponseError } from "./errors";

/** One page of apps. */
export interface AppPage {
    apps: AppFacts[];
    /** `undefined`: the answer did not say. */
    hasNext: boolean | undefined;
}

const LARGEST_INT64 = 9223372036854775807n;

/** What is unset comes as null, as "", or not at all. */
const text = v.nullish(v.string(), "");
const requiredText = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const flag = v.nullish(v.boolean(), false);
const texts = v.nullish(v.array(v.string()), []);
/** A float32 or a float64, which protojson may also send as text. */
const amount = v.pipe(
    v.nullish(
        v.union(
            [
                v.pipe(v.number(), v.finite()),
                v.pipe(v.string(), v.decimal(), v.transform(Number), v.finite()),
            ],
            "must be a finite number",
        ),
    ),
    v.check((value) => value == null || value >= 0, "must not be negative"),
    v.transform((value) => value ?? undefined),
);
/** An int64, exactly: a number beyond 2^53 has already lost its last digits and is refused. */
const int64 = v.nullish(
    v.union(
        [
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
        "must be an integer of 64 bits",
    ),
    "",
);
/** An instant. Zeros at the end of its fraction are dropped, so that the same instant is the same text. */
const instant = v.pipe(
    text,
    v.check(
        (value) =>
            value === "" ||
            /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value),
        "must be a time like 2025-10-30T16:39:50Z",
    ),
    v.transform((value) => value.replace(/(\.\d*?)0+(?=Z|[+-])/, "$1").replace(/\.(?=Z|[+-])/, "")),
);
/** A link to an archive may be signed, and its query then lets anyone read the archive. */
const link = v.pipe(
    text,
    v.transform((value) =>
        value.replace(/[?#].*$/s, "").replace(/^([a-z+.-]+:\/\/)[^/@]*@/i, "$1"),
    ),
);

/** An object of which every field may be missing, and so the object itself. */
function message<Entries extends v.ObjectEntries>(entries: Entries) {
    return v.pipe(v.nullish(v.record(v.string(), v.unknown()), {}), v.object(entries));
}

const appSchema = v.pipe(
    v.object({
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

const appResponseSchema = v.object({ app: appSchema });
const listResponseSchema = v.object({
    apps: v.nullish(v.array(appSchema), []),
    pagination: v.nullish(v.object({ hasNext: v.nullish(v.boolean()) })),
});
const genericResponseSchema = v.object({ ok: v.boolean(), message: text });
const accessTokenSchema = v.object({ token: requiredText, expiresIn: int64 });

/** The body of GET /apps/{appTag}. @throws InvalidResponseError */
export function parseAppResponse(body: unknown, from: string): AppFacts {
    return parse(appResponseSchema, body, from).app;
}

/** The body of GET /apps. @throws InvalidResponseError */
export function parseAppListResponse(body: unknown, from: string): AppPage {
    const { apps, pagination } = parse(listResponseSchema, body, from);
    return { apps, hasNext: pagination?.hasNext ?? undefined };
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
    // The value itself is not shown: it may be a credential in the wrong place.
    const found = issue.received.length > 40 ? "something else" : issue.received;
    const field = v.getDotPath(issue) ?? "the body";
    const what = issue.message.startsWith("must")
        ? issue.message
        : `must be ${issue.expected ?? "valid"}, not ${kindOf(issue.input, found)}`;
    throw new InvalidResponseError(
        `ByteNite's answer to ${from} is not what its documentation describes: ${field} ${what}. ` +
            "Is bytenite:endpoint the address of ByteNite's API?",
    );
}

function kindOf(input: unknown, fallback: string): string {
    if (input === undefined) return "missing";
    if (typeof input === "string") return "text";
    return typeof input === "number" || typeof input === "boolean" ? String(input) : fallback;
}
