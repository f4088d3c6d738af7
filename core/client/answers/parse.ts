import type { AppFacts } from "../../model";
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

const appSchema = v.pipe(
    object({
        id: requiredText,
        name: appName,
        version: appVersion,
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
