import { existsSync, readFileSync } from "node:fs";
import { freePort } from "./freePort";

const HANDED_OUT = "/proc/sys/net/ipv4/ip_local_port_range";
const onLinux = existsSync(HANDED_OUT) ? test : test.skip;

onLinux("a free port is none that the system hands out to others", async () => {
    const [first, last] = readFileSync(HANDED_OUT, "utf8").split(/\s+/).map(Number);
    for (let tries = 0; tries < 100; tries++) {
        const port = await freePort();
        expect(port < (first ?? 0) || port > (last ?? 0) ? "apart" : `${port}`).toBe("apart");
    }
});
