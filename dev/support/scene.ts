import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator, type Fault } from "bytenite-emulator";
import { openConnection } from "../../provider/session/connection";
import type { Proxy, ProxyFault } from "../../core/client/transport/proxy.testSupport";
import { API_KEY, app } from "./emulator";
import type { Backend, Stack, StateResource } from "./stack";

/** What is asked, and what the API calls it. */
export const OPERATIONS = {
    "look-up": "getAppByTag",
    list: "getApps",
    status: "getAppStatus",
    token: "requestAccessToken",
} as const;
export type Operation = keyof typeof OPERATIONS;

const TAG = "render@1.0";
const ACCESS_TOKEN = "canary-access-token-77e0c2";
const CATALOGUE = { apps: [app("render")] };

interface Limits {
    /** Seconds. */
    timeout: number;
    retries: number;
}

/** An emulator, a proxy before it where one is given, and a stack with an app in its state, and a selection of it where there is no proxy. */
export class Scene {
    /** What the state says before anything goes wrong. */
    before: StateResource[] = [];

    private constructor(
        private readonly emulator: Emulator,
        readonly stack: Stack,
        private readonly settings: Limits & { endpoint: string; caFile?: string },
        private readonly proxy: Proxy | undefined,
    ) {}

    static async create(
        backend: Backend,
        name: string,
        limits: Limits,
        proxy?: Proxy,
    ): Promise<Scene> {
        const emulator = await startEmulator({
            catalogue: CATALOGUE,
            apiKeys: [API_KEY],
            accessTokens: [ACCESS_TOKEN],
            tls: proxy ? { hostnames: ["bytenite.test"] } : false,
        });
        const caFile = join(backend.folder, `${name}.pem`);
        if (proxy) {
            proxy.target = emulator.port;
            writeFileSync(caFile, emulator.certificateAuthority ?? "");
        }
        const settings = {
            ...limits,
            endpoint: proxy ? emulator.url.replace("127.0.0.1", "bytenite.test") : emulator.url,
            ...(proxy && { caFile }),
        };
        const stack = await backend.stack(name, {
            environment: {
                BYTENITE_ENDPOINT: settings.endpoint,
                // Through a proxy the look-up is to be the first request.
                ...(proxy
                    ? { BYTENITE_ACCESS_TOKEN: ACCESS_TOKEN }
                    : { BYTENITE_API_KEY: API_KEY }),
                BYTENITE_TIMEOUT: String(limits.timeout),
                BYTENITE_RETRIES: String(limits.retries),
                ...(proxy && { HTTPS_PROXY: proxy.url, BYTENITE_CA_FILE: caFile }),
            },
        });
        const scene = new Scene(emulator, stack, settings, proxy);
        await stack.setTags(TAG);
        // A proxy is asked for a tunnel by whoever comes first: of two nobody could count them.
        if (!proxy) await stack.setSelection({ name: "render" });
        await stack.succeed("up");
        scene.before = await stack.facts();
        return scene;
    }

    /** From now on this goes wrong: a fault of each of the operations, or there is no app any more. */
    play(fault: Fault | "gone", ...operations: Operation[]): void {
        this.emulator.clearRequests();
        if (fault === "gone") this.emulator.setCatalogue({ apps: [] });
        else {
            // Only the list has pages: nothing goes wrong with the others.
            const affected = operations.filter((each) => !fault.paging || each === "list");
            this.emulator.faults = affected.map((operation) => ({
                ...fault,
                operation: OPERATIONS[operation],
            }));
        }
    }

    /** From now on the proxy does this. */
    playOnProxy(fault: ProxyFault | undefined): void {
        if (this.proxy) this.proxy.fault = fault;
    }

    /** From now on nothing goes wrong. */
    stopFaults(): void {
        this.emulator.faults = [];
        this.emulator.setCatalogue(CATALOGUE);
        this.playOnProxy(undefined);
    }

    /** Asks as the client of a program does. */
    async ask(operation: Operation): Promise<unknown> {
        const credentials =
            this.proxy && operation !== "token"
                ? { accessToken: ACCESS_TOKEN }
                : { apiKey: API_KEY };
        if (this.proxy) process.env.HTTPS_PROXY = this.proxy.url;
        const end = new AbortController();
        try {
            const settings = { ...this.settings, ...credentials };
            const { apps } = openConnection(settings, () => undefined, end.signal);
            if (operation === "list") return await apps.getApps({});
            if (operation === "status") return await apps.getAppStatus(TAG);
            return await apps.getApp(TAG);
        } finally {
            delete process.env.HTTPS_PROXY;
            // A status takes two requests, of which the second may be under way when the first has failed.
            end.abort();
        }
    }

    /**
     * How many requests of the operation there were, or tunnels that the proxy was asked for. `undefined`: that
     * depends on what comes first.
     */
    count(operation: Operation): number | undefined {
        if (!this.proxy) return this.emulator.countRequests(OPERATIONS[operation]);
        if (operation === "status") return undefined;
        // The engine may ask for tunnels of its own.
        return this.proxy.requests.filter(({ line }) => line.includes("bytenite.test")).length;
    }

    async close(): Promise<void> {
        await this.emulator.close();
    }
}
