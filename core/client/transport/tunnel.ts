import { request as requestInTheClear } from "node:http";
import { Agent, request as requestEncrypted, type AgentOptions } from "node:https";
import { isIP, isIPv6, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Proxy } from "./proxy";

/** The proxy did not give a tunnel. Nothing of what it said is an answer of ByteNite's. */
export class TunnelError extends Error {
    override readonly name = "TunnelError";
    /**
     * @param code the system's or the HTTP parser's, or ERR_PROXY_ANSWER where it answered
     * @param status the HTTP status that it answered with. Absent: none
     */
    constructor(
        readonly code: string,
        readonly status?: number,
    ) {
        super(`The proxy gave no tunnel (${status ?? code})`);
    }
}

/** How a proxy is asked for a tunnel. */
export interface TunnelOptions {
    proxy: Proxy;
    /** Milliseconds in which the tunnel must be there. */
    timeout: number;
    /** Ends the attempt when it aborts. Absent: nothing does. */
    signal?: AbortSignal | undefined;
    /** Authorities to trust where the proxy itself speaks TLS, in PEM. Absent: Node's. */
    ca?: string | undefined;
}

/**
 * Connections through a proxy, kept and counted as https.Agent does with others. Node's own HTTP client asks
 * for the tunnel, so that its limits hold for what a proxy says. docs/proxies.md says why no library does it.
 */
export class TunnelAgent extends Agent {
    constructor(
        options: AgentOptions,
        private readonly tunnel: TunnelOptions,
    ) {
        super(options);
    }

    override createConnection(
        options: { host?: string | null; port?: string | number | null },
        callback?: (error: Error | null, stream: Duplex) => void,
    ): undefined {
        openTunnel(`${bracket(options.host ?? "")}:${options.port}`, this.tunnel)
            .then((socket) => super.createConnection({ ...options, socket } as AgentOptions))
            .then(
                (socket) => callback?.(null, socket as Duplex),
                (error: unknown) => callback?.(error as Error, undefined as unknown as Duplex),
            );
    }
}

/** @throws TunnelError */
function openTunnel(target: string, options: TunnelOptions): Promise<Socket> {
    const { proxy, timeout, signal, ca } = options;
    const { hostname, port, isEncrypted, credentials } = proxy;
    const time = AbortSignal.timeout(timeout);
    const request = (isEncrypted ? requestEncrypted : requestInTheClear)({
        method: "CONNECT",
        path: target,
        host: hostname,
        port,
        agent: false,
        signal: signal ? AbortSignal.any([time, signal]) : time,
        headers: { host: target, ...(credentials && authorization(credentials)) },
        ...(isEncrypted && { servername: isIP(hostname) ? "" : hostname, ca }),
    });
    return new Promise((resolve, reject) => {
        // Who waits keeps the process alive. An attempt that nobody waits for any more must not.
        request.once("socket", (socket) => socket.unref());
        request.once("error", (error: NodeJS.ErrnoException) =>
            reject(new TunnelError(time.aborted ? "ETIMEDOUT" : (error.code ?? "no connection"))),
        );
        request.once("connect", ({ statusCode }, socket: Socket, head) => {
            // Who speaks TLS waits for the client: whatever comes before is not the endpoint's.
            if (statusCode === 200 && head.length === 0) {
                resolve(socket.ref());
                return;
            }
            socket.on("error", () => undefined).destroy();
            reject(new TunnelError("ERR_PROXY_ANSWER", statusCode));
        });
        request.end();
    });
}

function authorization({ username, password }: { username: string; password: string }) {
    const encoded = Buffer.from(`${username}:${password}`).toString("base64");
    return { "proxy-authorization": `Basic ${encoded}` };
}

function bracket(host: string): string {
    return isIPv6(host) ? `[${host}]` : host;
}
