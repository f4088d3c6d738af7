import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that keeps whoever asks it waiting while it is shut. It starts open. */
export class Gate {
    private isShut = false;
    private readonly waiting: ServerResponse[] = [];
    private readonly server = createServer((_request, response) => {
        if (this.isShut) this.waiting.push(response);
        else response.end();
    });

    static async start(): Promise<Gate> {
        const gate = new Gate();
        await new Promise<void>((listening) => gate.server.listen(0, "127.0.0.1", listening));
        return gate;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    get isHoldingSomebody(): boolean {
        return this.waiting.length > 0;
    }

    shut(): void {
        this.isShut = true;
    }

    open(): void {
        this.isShut = false;
        for (const response of this.waiting.splice(0)) response.end();
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((closed) => this.server.close(closed));
    }
}
