import { BlockList, isIP } from "node:net";

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
