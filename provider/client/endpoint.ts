import { BlockList, isIP } from "node:net";
import { getProxyForUrl } from "proxy-from-env";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a URL's host is this machine, whatever the network. @param hostname as in URL.hostname */
export function isLoopback(hostname: string): boolean {
    const address = hostname.replace(/^\[|\]$/g, "");
    const family = isIP(address);
    if (family === 0) return address === "localhost" || address.endsWith(".localhost");
    return loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** Where requests to an endpoint are sent by HTTPS_PROXY, HTTP_PROXY and NO_PROXY: host:port. `undefined`: straight there. */
export function proxyOf(endpoint: string): string | undefined {
    // What is on this machine is not behind a proxy, whatever NO_PROXY forgets.
    if (isLoopback(new URL(endpoint).hostname)) return undefined;
    const proxy = getProxyForUrl(endpoint);
    return URL.canParse(proxy) ? new URL(proxy).host : undefined;
}
