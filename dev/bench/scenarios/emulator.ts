import autocannon from "autocannon";
import { startEmulator } from "bytenite-emulator";
import { DEFAULT_CONCURRENCY } from "../contestants";
import type { Measurements } from "../measurements";
import { typicalApps } from "../typicalApp";

const TOKEN = "bench-token";

/** How many look-ups the emulator answers when it has nothing else to do, asked by another thread. */
export async function measureEmulator(seconds: number): Promise<Measurements["emulator"]> {
    const emulator = await startEmulator({
        catalogue: { apps: typicalApps(1) },
        accessTokens: [TOKEN],
    });
    try {
        const { requests, latency, non2xx } = await autocannon({
            url: `${emulator.url}/dev/apps/${encodeURIComponent("app-0@1.0")}`,
            headers: { Authorization: TOKEN },
            connections: DEFAULT_CONCURRENCY,
            duration: seconds,
            workers: 1,
        });
        if (non2xx > 0) throw new Error(`The emulator refused ${non2xx} requests`);
        return {
            connections: DEFAULT_CONCURRENCY,
            requestsPerSecond: Math.round(requests.average),
            p99Ms: latency.p99,
        };
    } finally {
        await emulator.close();
    }
}
