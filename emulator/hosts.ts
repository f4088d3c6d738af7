import { BlockList, isIP, isIPv6 } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

const everyAddress = new BlockList();
everyAddress.addAddress("0.0.0.0");
everyAddress.addAddress("::", "ipv6");

/** Whether a host is this machine for itself: localhost or a loopback address, however it is spelled. */
export function isLoopback(host: string): boolean {
    return host === "localhost" || isIn(loopback, host);
}

/** Whether a host is a wildcard, which stands for all addresses of this machine. */
export function isWildcard(host: string): boolean {
    return isIn(everyAddress, host);
}

/** The address at which clients here reach what listens at an address. */
export function reachableAddress(address: string): string {
    if (!isWildcard(address)) return address;
    return isIPv6(address) ? "::1" : "127.0.0.1";
}

/** An address without its zone, which only this machine understands: fe80::1%eth0 is fe80::1. */
export function withoutZone(address: string): string {
    return address.replace(/%.*/s, "");
}

function isIn(list: BlockList, host: string): boolean {
    return isIP(host) !== 0 && list.check(host, isIPv6(host) ? "ipv6" : "ipv4");
}
