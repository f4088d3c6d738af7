import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { BODIES, type Kind } from "../../core/client/bodies.testSupport";
import type { HostileAnswer } from "./hostileAnswers";

const MB = 1024 * 1024;
const PIECE_MS = 30;

/** A server on loopback that speaks HTTP as it likes. */
export class HostileServer {
    /** What it does with requests about each of these. What is absent is answered as usual. */
    answers: Partial<Record<Kind, HostileAnswer>> = {};
    private readonly sockets = new Set<Socket>();
    private readonly server: Server;

    private constructor() {
        this.server = createServer((socket) => {
            this.sockets.add(socket);
            socket.on("close", () => this.sockets.delete(socket)).on("error", () => undefined);
            let head = "";
            socket.on("data", (data) => {
                head += data.toString("latin1");
                if (!head.includes("\r\n\r\n")) return;
                const kind = kindOf(head);
                // A body comes with its head, or is not looked at.
                head = "";
                const answer = this.answers[kind];
                if (answer) send(socket, answer);
                else sendOrdinary(socket, kind);
            });
        });
    }

    static async start(): Promise<HostileServer> {
        const hostile = new HostileServer();
        await new Promise<void>((listening) => hostile.server.listen(0, "127.0.0.1", listening));
        return hostile;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** Leaves those alone that it is busy with. */
    hangUp(): void {
        for (const socket of this.sockets) socket.destroy();
    }

    async stop(): Promise<void> {
        this.hangUp();
        await new Promise((closed) => this.server.close(closed));
    }
}

function kindOf(head: string): Kind {
    const [method, target = ""] = head.split(" ");
    if (method === "POST") return "token";
    const { pathname } = new URL(target, "http://localhost");
    if (pathname.endsWith("/status")) return "status";
    return pathname.endsWith("/apps") ? "list" : "app";
}

function sendOrdinary(socket: Socket, kind: Kind): void {
    const body = JSON.stringify(BODIES[kind]);
    socket.end(
        `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
}

function send(socket: Socket, answer: HostileAnswer): void {
    const { statusLine, headers, framing, encoding, pace, ending } = answer;
    const body = encode(answer);
    const size = body.length;
    const lengths: Record<HostileAnswer["framing"], (number | string)[]> = {
        "its length": [size],
        "no length": [],
        "a length that is too large": [size + 10],
        "a length that is too small": [Math.max(0, size - 10)],
        "a negative length": [-1],
        "two lengths": [size, size + 1],
        chunks: [],
        "chunks without an end": [],
        "chunks of a size that is no number": [],
        "chunks and a length": [size],
    };
    const isChunked = framing.startsWith("chunks");
    const names = { none: [], gzip: ["gzip"], deflate: ["deflate"], unknown: ["zstd-of-mine"] };
    const encodings = names[encoding as keyof typeof names] ?? ["gzip"];
    const head = [
        statusLine,
        ...headers,
        ...lengths[framing].map((length) => `Content-Length: ${length}`),
        ...(isChunked ? ["Transfer-Encoding: chunked"] : []),
        ...encodings.map((name) => `Content-Encoding: ${name}`),
        "",
        "",
    ].join("\r\n");
    socket.write(Buffer.from(head, "latin1"));
    const content = isChunked ? toChunks(body, framing) : body;
    void deliver(socket, content, pace).then(() => {
        if (ending === "an end") socket.end();
        if (ending === "a reset") socket.resetAndDestroy();
    });
}

function encode({ body, encoding }: HostileAnswer): Buffer {
    if (encoding === "gzip") return gzipSync(body);
    if (encoding === "deflate") return deflateSync(body);
    if (encoding === "a bomb") return bomb;
    return Buffer.from(body);
}

/** Many times as much as an answer may have. */
const bomb = gzipSync(Buffer.alloc(64 * MB, " "), { level: 1 });

function toChunks(body: Buffer, framing: HostileAnswer["framing"]): Buffer {
    const size = framing === "chunks of a size that is no number" ? "zz" : body.length.toString(16);
    const end = framing === "chunks without an end" ? "" : "\r\n0\r\n\r\n";
    const chunk = [Buffer.from(`${size}\r\n`), body, Buffer.from(end)];
    return Buffer.concat(body.length > 0 ? chunk : [Buffer.from("0\r\n\r\n")]);
}

async function deliver(
    socket: Socket,
    content: Buffer,
    pace: HostileAnswer["pace"],
): Promise<void> {
    if (pace === "at once") {
        socket.write(content);
    } else if (pace === "without end") {
        const piece = content.length > 0 ? content : Buffer.from("x");
        while (!socket.destroyed) await write(socket, piece);
    } else {
        const length = pace === "in drops" ? 1 : Math.ceil(content.length / 4);
        for (let at = 0; at < content.length && !socket.destroyed; at += length) {
            await write(socket, content.subarray(at, at + length));
            await new Promise((rested) => setTimeout(rested, PIECE_MS));
        }
    }
}

/** Waits until there is room for more. */
function write(socket: Socket, piece: Buffer): Promise<void> {
    return new Promise((written) => {
        // The next turn of the loop: else nothing else would have one.
        if (socket.write(piece) || socket.destroyed) setImmediate(written);
        else {
            socket.once("drain", written);
            socket.once("close", written);
        }
    });
}
