import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Counts the TCP connections of a server and numbers them in the order of their arrival, from 1. */
export class Connections {
    /** Since the start. */
    opened = 0;
    /** At this moment. */
    open = 0;
    /** The most that were open at the same time. */
    peak = 0;
    // By peer, not by socket: the one that a request over TLS has is another one.
    private readonly numbers = new Map<string, number>();

    watch(server: Server): void {
        server.on("connection", (socket: Socket) => void this.add(socket));
    }

    /** The number of the connection, 0 for one that is broken already. */
    numberOf(socket: Socket): number {
        const number = this.numbers.get(peerOf(socket));
        if (number !== undefined) return number;
        // Listening at localhost, the framework has a second server, which can't be watched.
        return socket.destroyed ? 0 : this.add(socket);
    }

    private add(socket: Socket): number {
        const peer = peerOf(socket);
        const number = ++this.opened;
        this.open += 1;
        this.peak = Math.max(this.peak, this.open);
        this.numbers.set(peer, number);
        socket.once("close", () => {
            this.open -= 1;
            // The port may have come back before the end of this connection was noticed.
            if (this.numbers.get(peer) === number) this.numbers.delete(peer);
        });
        return number;
    }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
    return `${remoteAddress}:${remotePort}`;
}
