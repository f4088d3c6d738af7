import { createServer, request as send, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** A proxy on loopback that leads every request to one port, whatever host it names. */
export interface Proxy {
    /** Base URL. */
    readonly url: string;
    /** What it was asked to do: CONNECT host:port, or GET http://…. */
    readonly requests: readonly { line: string; authorization: string | undefined }[];
    /** Leads to this port from now on. `undefined`: wants credentials. */
    target: number | undefined;
}

/** A proxy for each test. */
export function useProxy(): Proxy {
    const requests: { line: string; authorization: string | undefined }[] = [];
    const sockets = new Set<Socket>();
    let target: number | undefined;
    const note = ({ method, url, headers }: IncomingMessage) =>
        requests.push({
            line: `${method} ${url}`,
            authorization: headers["proxy-authorization"],
        });
    const server = createServer((request, response) => {
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
    });
    server.on("connect", (request: IncomingMessage, client: Socket) => {
        note(request);
        if (target === undefined) {
            client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            return;
        }
        const upstream = connect(target, "127.0.0.1", () => {
            client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
            upstream.pipe(client).pipe(upstream);
        });
        for (const socket of [client, upstream]) {
            sockets.add(socket.on("error", () => undefined));
        }
    });
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
    beforeEach(() => {
        requests.length = 0;
    });
    afterEach(() => {
        for (const socket of sockets) socket.destroy();
        sockets.clear();
        server.closeAllConnections();
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));
    return {
        get url() {
            return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        },
        requests,
        get target() {
            return target;
        },
        set target(port) {
            target = port;
        },
    };
}
