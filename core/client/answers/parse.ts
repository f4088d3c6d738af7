import {
    API_FACTS,
    APP_FACTS,
    mapFacts,
    withoutUndefined,
    type AppFacts,
    type Fact,
    type FactKind,
} from "../../model";
import * as v from "valibot";
import { isHeaderValue, LONGEST_TOKEN } from "../transport/authentication";
import { InvalidResponseError } from "../errors";
import { isItByteNite } from "../guide";
import {
    amount,
    appName,
    appVersion,
    flag,
    instant,
    int64,
    jsonObject,
    link,
    message,
    object,
    requiredText,
    text,
    texts,
} from "./fields";

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

type ApiFacts = Omit<AppFacts, "hasRegistryCredentials">;

/** What ByteNite may send for a fact of each kind. */
const SCHEMAS: Record<FactKind, v.GenericSchema> = {
    text,
    id: requiredText,
    name: appName,
    version: appVersion,
    instant,
    link,
    int64,
    flag,
    texts,
    amount,
};
const schemaOf = ({ kind }: Fact) => SCHEMAS[kind];
/** Of a mapping, what is stated. */
const stated = (facts: v.ObjectEntries): v.GenericSchema<unknown, Record<string, unknown>> =>
    v.pipe(message(facts), v.transform(withoutUndefined));
const registryCredentials = { username: text, token: text };

const appSchema = v.pipe(
    object({
        ...mapFacts(API_FACTS, schemaOf, stated),
        platformConfig: stated({
            ...mapFacts(APP_FACTS.platformConfig.facts, schemaOf, stated),
            ...registryCredentials,
        }),
    }),
    v.transform(({ platformConfig: { username, token, ...platformConfig }, ...facts }) => {
        const sent = { ...facts, platformConfig } as unknown as ApiFacts;
        // The registry's credentials end here: nothing behind this line has ever seen them.
        return { ...sent, hasRegistryCredentials: Boolean(username || token) };
    }),
);

const appResponseSchema = object({ app: appSchema });
/** The one place where the registry's credentials are read. Whoever asks for them keeps them secret. */
const credentialsResponseSchema = object({
    app: object({ platformConfig: message(registryCredentials) }),
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
    const problem = describe(issue);
    throw new InvalidResponseError(
        (guide) =>
            `ByteNite's answer to ${from} is not what its documentation describes: ${field} ${problem}. ${isItByteNite(guide)}`,
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
