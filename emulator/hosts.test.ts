import { isLoopback, isWildcard, reachableAddress, withoutZone } from "./hosts";

describe("a host", () => {
    it.each([
        ["localhost", "loopback"],
        ["127.0.0.1", "loopback"],
        ["127.1.2.3", "loopback"],
        ["::1", "loopback"],
        ["0:0:0:0:0:0:0:1", "loopback"],
        ["::ffff:127.0.0.1", "loopback"],
        ["0.0.0.0", "wildcard"],
        ["::", "wildcard"],
        ["0::0", "wildcard"],
        ["192.168.1.2", "neither"],
        ["::2", "neither"],
        ["fe80::1%eth0", "neither"],
        ["127.evil.example", "neither"],
        ["localhost.example", "neither"],
        ["", "neither"],
    ])("%s: %s", (host, kind) => {
        expect(isLoopback(host)).toBe(kind === "loopback");
        expect(isWildcard(host)).toBe(kind === "wildcard");
    });

    it.each([
        ["0.0.0.0", "127.0.0.1"],
        ["::", "::1"],
        ["192.168.1.2", "192.168.1.2"],
    ])("%s is reached at %s", (address, reachable) => {
        expect(reachableAddress(address)).toBe(reachable);
    });

    it.each([
        ["fe80::1%eth0", "fe80::1"],
        ["::1", "::1"],
    ])("%s without its zone is %s", (address, expected) => {
        expect(withoutZone(address)).toBe(expected);
    });
});
