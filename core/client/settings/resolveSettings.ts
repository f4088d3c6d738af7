import { showFile, showText } from "../../model";
import { findCertificates } from "./certificates";
import { isLoopback } from "../transport/endpoint";
import { isHeaderValue, LONGEST_TOKEN, type Credentials } from "../transport/authentication";
import { InvalidSettingError, MissingCredentialsError } from "../errors";
import type { TransportOptions } from "../transport/transportOptions";
import { credentialsFile } from "./credentialsFile";
import {
    find,
    findNumber,
    isText,
    type SettingName,
    type SettingSources,
    type Source,
} from "./settingSources";
import type { Settings } from "./settings";

/** Settings that are complete. */
export interface ResolvedSettings {
    transport: TransportOptions;
    credentials: Credentials;
}

const DEFAULT_ENDPOINT = "https://api.bytenite.com/v1";

/**
 * Finds every setting in the first source that has it.
 * @throws InvalidSettingError, MissingCredentialsError
 */
export function resolveSettings(explicit: Settings, given: SettingSources): ResolvedSettings {
    const file = credentialsFile(given);
    const sources: Source[] = [
        {
            label: (keys) => `${keys} in the program`,
            key: (name) => `settings.${name}`,
            get: (name) => explicit[name],
        },
        {
            label: (keys) => `${keys} in the stack configuration`,
            key: (name) => `bytenite:${name}`,
            get: (name) => given.stackConfiguration(`bytenite:${name}`),
        },
        {
            label: (keys) => `${keys} in the environment`,
            key: environmentVariable,
            get: (name) => given.environment[environmentVariable(name)],
        },
        {
            label: (keys) => `${keys} in the file ${showFile(file.path)}`,
            key: (name) => name,
            get: file.get,
        },
    ];
    return {
        credentials: findCredentials(sources),
        transport: {
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
            ...findLog(given.environment),
            ...(given.userAgent !== undefined && { userAgent: given.userAgent }),
        },
    };
}

function findCredentials(sources: Source[]): Credentials {
    for (const { get, label, key } of sources) {
        const accessToken = get("accessToken");
        if (isText(accessToken)) {
            if (isHeaderValue(accessToken.trim())) return { accessToken: accessToken.trim() };
            throw new InvalidSettingError(
                `${label(key("accessToken"))} is no access token: one has at most ${LONGEST_TOKEN} characters, all of them ASCII, and no space or line break.`,
            );
        }
        const apiKey = get("apiKey");
        if (isText(apiKey)) return { apiKey: apiKey.trim() };
    }
    throw new MissingCredentialsError(
        sources.map(({ label, key }) => label(`${key("apiKey")} and ${key("accessToken")}`)),
    );
}

function findEndpoint(sources: Source[]): string {
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
            `${found.label} begins with http://, so that anyone on the way could read the credentials. ` +
                "Use https://, or allow it: pulumi config set bytenite:allowInsecureEndpoint true",
        );
    }
    return url.href.replace(/\/+$/, "");
}

function allowsInsecureEndpoint(sources: Source[]): boolean {
    const found = find(sources, "allowInsecureEndpoint");
    if (!found || found.value === false || found.value === "false") return false;
    if (found.value === true || found.value === "true") return true;
    throw new InvalidSettingError(`${found.label} must be true or false.`);
}

function findLog({
    BYTENITE_LOG: level = "",
}: SettingSources["environment"]): Pick<TransportOptions, "log"> {
    if (level === "") return {};
    if (level !== "debug") {
        throw new InvalidSettingError(
            `BYTENITE_LOG in the environment must be debug, but is ${showText(level)}.`,
        );
    }
    return {
        log: (line) => void process.stderr.write(`${new Date().toISOString()} bytenite ${line}\n`),
    };
}

function environmentVariable(name: SettingName): string {
    return `BYTENITE_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
