import { BlockList, isIP } from "node:net";

/**
 * Whether NO_PROXY has an entry for an endpoint, of the kinds that proxy-from-env does not know and Go and curl
 * do: a domain, which stands for its subdomains too, a network (10.0.0.0/8), and an IPv6 address, with brackets
 * and without. Entries with `*` or a dot at the beginning are left to proxy-from-env.
 */
export function isExcepted(endpoint: URL, noProxy: string): boolean {
    const host = endpoint.hostname.replace(/^\[|\]$/g, "");
    const port = endpoint.port || (endpoint.protocol === "https:" ? "443" : "80");
    return noProxy
        .toLowerCase()
        .split(/[\s,]+/)
        .map(parseEntry)
        .some(
            ({ name, prefix, port: only }) =>
                (only === undefined || only === port) &&
                (isIP(name) ? isInNetwork(host, name, prefix) : isInDomain(host, name)),
        );
}

interface Entry {
    /** An address or a domain. */
    name: string;
    /** How many bits of the address are the network's. Absent: all. */
    prefix?: number;
    /** Absent: every port. */
    port?: string;
}

function parseEntry(entry: string): Entry {
    if (isIP(entry)) return { name: entry };
    const network = /^\[?(?<name>[^\]/]*)\]?\/(?<prefix>\d{1,3})$/.exec(entry)?.groups;
    if (network) return { name: network.name ?? "", prefix: Number(network.prefix) };
    const {
        v6,
        name = "",
        port,
    } = /^(?:\[(?<v6>[^\]]*)\]|(?<name>[^:]*))(?::(?<port>\d+))?$/.exec(entry)?.groups ?? {};
    return { name: v6 ?? name, ...(port !== undefined && { port }) };
}

function isInDomain(host: string, domain: string): boolean {
    return domain !== "" && !isIP(host) && (host === domain || host.endsWith(`.${domain}`));
}

function isInNetwork(host: string, address: string, prefix?: number): boolean {
    const [family, other] = [familyOf(address), familyOf(host)];
    const bits = family === "ipv4" ? 32 : 128;
    if (!family || !other || (prefix ?? bits) > bits) return false;
    const network = new BlockList();
    network.addSubnet(address, prefix ?? bits, family);
    return network.check(host, other);
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
    const family = isIP(address);
    return family === 0 ? undefined : family === 4 ? "ipv4" : "ipv6";
}
