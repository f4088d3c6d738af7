import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { BODIES, type Kind } from "../../core/client/bodies.testSupport";
import { evilPiece } from "./foreignText";
import { mutationsOf } from "./mutations";

const MB = 1024 * 1024;
const PIECE_MS = 30;

/** What a server does with a request: an answer in parts, each of which may be wrong. */
export interface HostileAnswer {
    statusLine: string;
    /** Whole lines. */
    headers: string[];
    body: string;
    /** How the body's length is told, or mistold. */
    framing: (typeof FRAMINGS)[number];
    encoding: (typeof ENCODINGS)[number];
    pace: (typeof PACES)[number];
    ending: (typeof ENDINGS)[number];
}

const FRAMINGS = [
    "its length",
    "no length",
    "a length that is too large",
    "a length that is too small",
    "a negative length",
    "two lengths",
    "chunks",
    "chunks without an end",
    "chunks of a size that is no number",
    "chunks and a length",
] as const;
const ENCODINGS = ["none", "gzip", "deflate", "gzip that is none", "unknown", "a bomb"] as const;
const PACES = ["at once", "in pieces", "in drops", "without end"] as const;
const ENDINGS = ["an end", "a reset", "silence"] as const;

/** The first one most of the time: an answer with a dozen mistakes is refused for the first of them. */
function mostly<Value>([usual, ...others]: readonly Value[]): fc.Arbitrary<Value> {
    return fc.oneof(
        { weight: 8, arbitrary: fc.constant(usual as Value) },
        { weight: 2, arbitrary: fc.constantFrom(...others) },
    );
}

const evil = fc.array(evilPiece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
/** Of Latin-1, as a header is. Line breaks begin other headers. */
const evilHeader = evil.map((text) => text.replaceAll(/[^\0-\xff]/gu, "?"));
const status = fc.oneof(
    fc.integer({ min: 100, max: 999 }),
    fc.constantFrom(201, 204, 206, 301, 304, 307, 400, 401, 403, 404, 407, 408, 429, 500, 502, 503),
);
const statusLine = fc.oneof(
    { weight: 8, arbitrary: fc.constant("HTTP/1.1 200 OK") },
    { weight: 4, arbitrary: status.map((code) => `HTTP/1.1 ${code} Status`) },
    { weight: 1, arbitrary: evilHeader.map((text) => `HTTP/1.1 200 ${text}`) },
    { weight: 1, arbitrary: evilHeader },
    {
        weight: 1,
        arbitrary: fc.constantFrom(
            ...[
                "HTTP/1.0 200 OK",
                "HTTP/9.9 200 OK",
                "HTTP/1.1 200",
                "HTTP/1.1 99999 x",
                "HTTP/1.1",
            ],
            ...[
                "",
                "SSH-2.0-OpenSSH_9.6",
                "HTTP/1.1 -200 OK",
                `HTTP/1.1 200 ${"x".repeat(100_000)}`,
            ],
        ),
    },
);
const header = fc.oneof(
    fc
        .constantFrom(
            "0",
            "-1",
            "1e9",
            "NaN",
            "99999999999999999999",
            "1.5",
            "Wed, 99 Foo",
            "",
            "1",
        )
        .map((value) => `Retry-After: ${value}`),
    fc
        .constantFrom(
            "/elsewhere",
            "http://127.0.0.1:1/",
            "javascript:alert(1)",
            "//evil",
            "\u001b[2J",
        )
        .map((value) => `Location: ${value}`),
    evilHeader.map((text) => `Content-Type: ${text}`),
    evilHeader.map((text) => `X-${text}: ${text}`),
    fc.constantFrom(
        ...["Content-Type: text/html", "Connection: keep-alive", "Set-Cookie: a=b", "no colon"],
        ...["Transfer-Encoding: chunked, chunked", "Trailer: x", "Upgrade: h2c", ": no name"],
        `X: ${"y".repeat(200_000)}`,
        Array.from({ length: 5000 }, (_, index) => `X-${index}: y`).join("\r\n"),
    ),
);

/** Texts that a server might send in the place of an ordinary answer. */
function bodiesOf(kind: Kind, secret: string): fc.Arbitrary<string> {
    const valid = JSON.stringify(BODIES[kind]);
    return fc.oneof(
        { weight: 2, arbitrary: fc.constant(valid) },
        { weight: 6, arbitrary: mutationsOf(BODIES[kind]) },
        { weight: 1, arbitrary: fc.nat({ max: valid.length }).map((at) => valid.slice(0, at)) },
        {
            weight: 2,
            arbitrary: fc
                .tuple(fc.nat({ max: valid.length }), evil)
                .map(([at, text]) => valid.slice(0, at) + text + valid.slice(at)),
        },
        {
            weight: 3,
            arbitrary: fc
                .tuple(evil, fc.constantFrom("", secret, Buffer.from(secret).toString("base64")))
                .map((parts) => parts.join(""))
                .chain((text) =>
                    fc.constantFrom(
                        JSON.stringify({ ok: false, error: { code: 404, message: text } }),
                        JSON.stringify({ code: 5, message: text, details: [text] }),
                        JSON.stringify({ message: text }),
                        `<html><title>${text}</title></html>`,
                        valid.replaceAll('"render"', JSON.stringify(text)),
                        valid.replaceAll('"active"', JSON.stringify(text)),
                    ),
                ),
        },
        {
            weight: 2,
            arbitrary: fc.constantFrom(
                ...["", " ", "null", "{", `\ufeff${valid}`, `${valid}${valid}`, "\0".repeat(1000)],
                valid.replace("{", `{${JSON.stringify(BODIES[kind]).slice(1, -1)},`),
                "[".repeat(500_000),
                '{"app":'.repeat(100_000),
                `${valid}${" ".repeat(3 * MB)}`,
                `"${"x".repeat(3 * MB)}"`,
            ),
        },
    );
}

/** Answers about something. @param secret a credential that it was asked with */
export function hostileAnswers(kind: Kind, secret: string): fc.Arbitrary<HostileAnswer> {
    return fc.record({
        statusLine,
        headers: fc.oneof(
            { weight: 3, arbitrary: fc.constant<string[]>([]) },
            { weight: 1, arbitrary: fc.array(header, { maxLength: 3 }) },
        ),
        body: bodiesOf(kind, secret),
        framing: mostly(FRAMINGS),
        encoding: mostly(ENCODINGS),
        pace: mostly(PACES),
        ending: mostly(ENDINGS),
    });
}

/**
 * Whether an answer is one that says it is complete and fine, as HTTP has it. Where no length is told, Node takes
 * a reset for an end too: whether all is there, JSON tells by itself.
 */
export function isWhole({ statusLine, framing, ending, pace }: HostileAnswer): boolean {
    return (
        /^HTTP\/1\.[01] 2\d\d( |$)/.test(statusLine) &&
        !["a length that is too large", "chunks without an end"].includes(framing) &&
        (framing !== "no length" || (ending !== "silence" && pace !== "without end"))
    );
}

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
