import {
    createServer,
    request as send,
    type IncomingMessage,
    type Server,
    type ServerResponse,
} from "node:http";
import { createServer as createEncryptedServer, type ServerOptions } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";

/** A proxy on loopback that leads every request to one port, whatever host it names. */
export interface Proxy {
    /** Base URL. */
    readonly url: string;
    /** What it was asked to do: CONNECT host:port, or GET http://…. */
    readonly requests: readonly { line: string; authorization: string | undefined }[];
    /** Leads to this port from now on. `undefined`: wants credentials. */
    target: number | undefined;
    /** What is done with a CONNECT in place of leading it on. `undefined`: nothing. */
    fault: ProxyFault | undefined;
    /** How many tunnels and attempts at one are open now. */
    readonly open: number;
}

/** Sends something else than a tunnel, or nothing. */
export type ProxyFault = (client: Socket) => unknown;

const VARIABLES = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "ALL_PROXY"];

/** Only what a test sets, in either case: the machine's own proxy must not be asked. */
export function useProxyVariables(): void {
    const names = VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
    const before = names.map((name) => [name, process.env[name]] as const);
    const clear = () => names.forEach((name) => delete process.env[name]);
    beforeEach(clear);
    afterAll(() => {
        clear();
        for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
    });
}

/** A proxy for each test. @param tls its own certificate, if it speaks TLS itself */
export function useProxy(tls?: () => Promise<ServerOptions>): Proxy {
    const requests: { line: string; authorization: string | undefined }[] = [];
    const sockets = new Set<Socket>();
    const upstreams = new Set<Socket>();
    let target: number | undefined;
    let fault: ProxyFault | undefined;
    const note = ({ method, url, headers }: IncomingMessage) =>
        requests.push({
            line: `${method} ${url}`,
            authorization: headers["proxy-authorization"],
        });
    const pass = (request: IncomingMessage, response: ServerResponse) => {
        note(request);
        if (target === undefined) {
            response.writeHead(407).end();
            return;
        }
        const { pathname, search } = new URL(request.url ?? "");
        const { method, headers } = request;
        const onward = send(
            { port: target, host: "127.0.0.1", path: pathname + search, method, headers },
            (answer) => {
                response.writeHead(answer.statusCode ?? 500, answer.headers);
                answer.pipe(response);
            },
        );
        request.pipe(onward);
    };
    const tunnel = (request: IncomingMessage, client: Socket) => {
        note(request);
        sockets.add(client.on("error", () => undefined));
        client.on("close", () => sockets.delete(client));
        if (fault) {
            // Its end is seen only where what it says is read, and it may stay half open.
            client.resume().on("end", () => client.destroy());
            fault(client);
            return;
        }
        if (target === undefined) {
            client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            return;
        }
        const upstream = connect(target, "127.0.0.1", () => {
            client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
            upstream.pipe(client).pipe(upstream);
        });
        upstreams.add(upstream.on("error", () => undefined));
    };
    let server: Server;
    beforeAll(async () => {
        server = tls ? createEncryptedServer(await tls(), pass) : createServer(pass);
        server.on("connect", tunnel);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    beforeEach(() => {
        requests.length = 0;
        fault = undefined;
    });
    afterEach(() => {
        for (const socket of [...sockets, ...upstreams]) socket.destroy();
        sockets.clear();
        upstreams.clear();
        server.closeAllConnections();
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));
    return {
        get url() {
            return `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
        },
        requests,
        get target() {
            return target;
        },
        set target(port) {
            target = port;
        },
        get fault() {
            return fault;
        },
        set fault(wanted) {
            fault = wanted;
        },
        get open() {
            return sockets.size;
        },
    };
}
