import { findCertificates } from "./certificates";
import { isLoopback } from "../transport/endpoint";
import { isHeaderValue, LONGEST_TOKEN, type Credentials } from "../transport/authentication";
import { InvalidSettingError, MissingCredentialsError } from "../errors";
import type { TransportOptions } from "../transport/transportOptions";
import { findLog, type Environment } from "./environment";
import { find, findNumber, type Source } from "./sources";

/** Settings that are complete: what a client is made of. */
export interface ResolvedSettings {
    transport: TransportOptions;
    credentials: Credentials;
}

/** What is no setting. */
export interface Surroundings {
    /** Where BYTENITE_LOG is looked for. */
    environment: Environment;
    /** What the client calls itself to the server. */
    userAgent?: string;
}

const DEFAULT_ENDPOINT = "https://api.bytenite.com/v1";

/**
 * Finds every setting in the first source that has it.
 * @throws InvalidSettingError, MissingCredentialsError
 */
export function readSettings(
    sources: readonly Source[],
    surroundings: Surroundings,
): ResolvedSettings {
    return {
        credentials: readCredentials(sources),
        transport: readTransport(sources, surroundings),
    };
}

/** How to reach ByteNite, for whoever need not say who asks. @throws InvalidSettingError */
export function readTransport(
    sources: readonly Source[],
    { environment, userAgent }: Surroundings,
): TransportOptions {
    const transport = {
        endpoint: findEndpoint(sources),
        timeout: findNumber(sources, "timeout", { least: 0.1, most: 600, otherwise: 30 }),
        budget: findNumber(sources, "budget", { least: 1, most: 3600, otherwise: 120 }),
        retries: findNumber(sources, "retries", {
            least: 0,
            most: 10,
            otherwise: 3,
            integer: true,
        }),
        concurrency: findNumber(sources, "concurrency", {
            least: 1,
            most: 100,
            otherwise: 16,
            integer: true,
        }),
        ...findCertificates(sources),
    };
    const log = findLog(environment);
    return { ...transport, ...(log && { log }), ...(userAgent !== undefined && { userAgent }) };
}

function readCredentials(sources: readonly Source[]): Credentials {
    for (const source of sources) {
        const token = find([source], "accessToken");
        const apiKey = find([source], "apiKey");
        if (token) {
            const accessToken = String(token.value).trim();
            if (isHeaderValue(accessToken)) return { accessToken };
            throw new InvalidSettingError(
                `${token.label} is no access token: one has at most ${LONGEST_TOKEN} characters, all of them ASCII, and no space or line break.`,
            );
        }
        if (apiKey) return { apiKey: String(apiKey.value).trim() };
    }
    throw new MissingCredentialsError(sources.flatMap(placeOfCredentials));
}

function placeOfCredentials({ nameOf, where }: Source): string[] {
    const names = [nameOf("apiKey"), nameOf("accessToken")].filter((name) => name !== undefined);
    return names.length > 0 ? [`${names.join(" and ")} ${where}`] : [];
}

function findEndpoint(sources: readonly Source[]): string {
    const found = find(sources, "endpoint");
    if (!found) return DEFAULT_ENDPOINT;
    const text = String(found.value).trim();
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !["http:", "https:"].includes(url.protocol)) {
        throw new InvalidSettingError(
            // The value is not shown: it may be a credential in the wrong place.
            `${found.label} must be a URL like ${DEFAULT_ENDPOINT}, which it is not.`,
        );
    }
    if (url.username || url.password || url.search || url.hash) {
        throw new InvalidSettingError(
            `${found.label} must be a URL without user name, password, query and fragment, like ${DEFAULT_ENDPOINT}.`,
        );
    }
    if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowsInsecureEndpoint(sources)) {
        throw new InvalidSettingError(
            ({ howToSet }) =>
                `${found.label} begins with http://, so that anyone on the way could read the credentials. ` +
                `Use https://, or allow it: ${howToSet("allowInsecureEndpoint", "true")}`,
        );
    }
    return url.href.replace(/\/+$/, "");
}

function allowsInsecureEndpoint(sources: readonly Source[]): boolean {
    const found = find(sources, "allowInsecureEndpoint");
    if (!found || found.value === false || found.value === "false") return false;
    if (found.value === true || found.value === "true") return true;
    throw new InvalidSettingError(`${found.label} must be true or false.`);
}
