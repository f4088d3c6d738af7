import type { Server } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** Counts the TCP connections of a server and numbers them in the order of their arrival, from 1. */
export class Connections {
    /** Since the start. */
    opened = 0;
    /** At this moment. */
    open = 0;
    /** The most that were open at the same time. */
    peak = 0;
    // By peer, not by socket: the one that a request over TLS has is another one.
    private readonly known = new Map<string, { number: number; socket: Socket }>();
    private readonly sockets = new Set<Socket>();
    private hasEnded = false;

    watch(server: Server): void {
        server.on("connection", (socket: Socket) => this.add(socket));
    }

    /** The number of the connection, 0 for one that is broken already. */
    numberOf(socket: Socket): number {
        return this.known.get(peerOf(socket))?.number ?? 0;
    }

    /** Ends all connections, and those to come: also such as have sent nothing, of which HTTP knows nothing. */
    end(): void {
        this.hasEnded = true;
        for (const socket of this.sockets) socket.destroy();
    }

    /** Breaks the connection with a TCP reset. */
    reset(socket: Socket): void {
        // Over TLS, only the socket beneath can be reset.
        const tcp = this.known.get(peerOf(socket))?.socket ?? socket;
        if (tcp instanceof TLSSocket) tcp.destroy();
        else tcp.resetAndDestroy();
    }

    private add(socket: Socket): void {
        if (this.hasEnded) {
            socket.destroy();
            return;
        }
        const peer = peerOf(socket);
        const number = ++this.opened;
        this.open += 1;
        this.peak = Math.max(this.peak, this.open);
        this.known.set(peer, { number, socket });
        this.sockets.add(socket);
        socket.once("close", () => {
            this.open -= 1;
            this.sockets.delete(socket);
            // The port may have come back before the end of this connection was noticed.
            if (this.known.get(peer)?.number === number) this.known.delete(peer);
        });
    }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
    return `${remoteAddress}:${remotePort}`;
}
