import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

interface Version {
    dist: { integrity: string };
}

interface Packument {
    name: string;
    versions: Record<string, Version>;
}

/** As much of an npm registry as `npm view` and `npm publish` ask for. */
export class Registry {
    private readonly packages = new Map<string, Packument>();
    /** The packages in the order in which they were published. */
    readonly published: string[] = [];

    private constructor(private readonly server: Server) {}

    static async start(): Promise<Registry> {
        const server = createServer();
        const registry = new Registry(server);
        server.on("request", (request: IncomingMessage, response) => {
            void registry.answer(request).then(({ status, body }) => {
                response.writeHead(status, { "content-type": "application/json" });
                response.end(JSON.stringify(body));
            });
        });
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        return registry;
    }

    /** Host and port. */
    get host(): string {
        return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** As if somebody had published the package with other content. */
    replace(name: string): void {
        const versions = Object.values(this.packages.get(name)?.versions ?? {});
        for (const { dist } of versions) dist.integrity = "sha512-other";
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((closed) => this.server.close(closed));
    }

    private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
        const name = decodeURIComponent((request.url ?? "").slice(1).replace(/\?.*$/, ""));
        if (request.method === "PUT") {
            const sent = (await json(request)) as Packument;
            this.packages.set(name, sent);
            this.published.push(name);
            return { status: 201, body: { ok: true } };
        }
        const known = this.packages.get(name);
        return known ? { status: 200, body: known } : { status: 404, body: { error: "Not found" } };
    }
}
