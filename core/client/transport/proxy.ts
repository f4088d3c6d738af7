import { showLine } from "../../model";
import { getProxyForUrl } from "proxy-from-env";
import { isLoopback } from "./endpoint";
import { InvalidSettingError } from "../errors";
import { isExcepted } from "./noProxy";

/** The proxy through which an endpoint is asked. */
export interface Proxy {
    /** host:port, without user name and password. */
    host: string;
    /** The environment variable that names it, for example HTTPS_PROXY. */
    variable: string;
    isEncrypted: boolean;
    /** Name or address, an IPv6 one without brackets. */
    hostname: string;
    port: number;
    /** Absent: it wants none. */
    credentials?: { username: string; password: string };
}

/**
 * The proxy that the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY, in either case) names for an
 * endpoint. `undefined`: it is asked straight. docs/proxies.md has a table of what is understood.
 *
 * @throws InvalidSettingError for what names no proxy that can be used
 */
export function findProxy(endpoint: string): Proxy | undefined {
    const url = new URL(endpoint);
    // What is on this machine is not behind a proxy, whatever NO_PROXY forgets.
    if (isLoopback(url.hostname) || getProxyForUrl(endpoint) === "") return undefined;
    if (isExcepted(url, process.env.no_proxy || process.env.NO_PROXY || "")) return undefined;
    const scheme = url.protocol.slice(0, -1);
    const variable =
        [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, "all_proxy", "ALL_PROXY"].find(
            (name) => process.env[name],
        ) ?? "";
    return parseProxy(process.env[variable]?.trim() ?? "", variable, url.hostname);
}

function parseProxy(text: string, variable: string, except: string): Proxy {
    // The value is not shown: it may have a password.
    const advice = `Write http://host:port, or except the endpoint: NO_PROXY=${except}`;
    // proxy-from-env would take the scheme of the endpoint, and speak TLS to a proxy that doesn't.
    const address = text.includes("://") ? text : `http://${text}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url && !["http:", "https:"].includes(url.protocol)) {
        const kind = /^socks/.test(url.protocol) ? "a SOCKS proxy" : "no HTTP proxy";
        throw new InvalidSettingError(
            `${variable} in the environment names ${kind} (${showLine(url.protocol)}//…), which can't be used. ${advice}`,
        );
    }
    const username = decode(url?.username);
    const password = decode(url?.password);
    if (!url || username === undefined || password === undefined) {
        throw new InvalidSettingError(
            `${variable} in the environment is not the address of a proxy. ${advice}`,
        );
    }
    const isEncrypted = url.protocol === "https:";
    const port = Number(url.port || (isEncrypted ? 443 : 80));
    return {
        host: `${url.hostname}:${port}`,
        variable,
        isEncrypted,
        hostname: url.hostname.replace(/^\[|\]$/g, ""),
        port,
        ...((username || password) && { credentials: { username, password } }),
    };
}

function decode(text = ""): string | undefined {
    try {
        return decodeURIComponent(text);
    } catch {
        return undefined;
    }
}
