import type { Socket } from "node:net";
import type { ProxyFault } from "./proxy.testSupport";

/** What a proxy must not be able to say in ByteNite's place. */
const APP = JSON.stringify({
    app: { id: "1", name: "evil", version: "1.0", platformConfig: { container: "evil/image:1" } },
});
const NOT_FOUND = JSON.stringify({ ok: false, error: { code: 404, message: "Not Found" } });

const answer = (status: string, body: string) => (client: Socket) =>
    client.end(
        `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
const send = (text: string) => (client: Socket) => client.write(text);
/** Sends a text first, and then another one without end. */
const withoutEnd = (first: string, more: string) => (client: Socket) => {
    const fill = () => {
        while (!client.destroyed && client.write(more));
    };
    client.write(first);
    client.on("drain", fill);
    fill();
};
const drip = (first: string, more: string) => (client: Socket) => {
    client.write(first);
    const timer = setInterval(() => client.write(more), 20);
    client.on("close", () => clearInterval(timer));
};

/** What a proxy may do with a CONNECT, by what a person would call it. */
export const PROXY_FAULTS: Record<string, ProxyFault> = {
    "the proxy hangs up": (client) => client.destroy(),
    "the proxy ends the connection": (client) => client.end(),
    "the proxy resets the connection": (client) => client.resetAndDestroy(),
    "the proxy never answers": () => undefined,
    "the proxy answers 100": send("HTTP/1.1 100 Continue\r\n\r\n"),
    "the proxy answers 101": send("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n"),
    "the proxy answers 201 with an app": answer("201 Created", APP),
    "the proxy answers 204": answer("204 No Content", ""),
    "the proxy answers 302": answer("302 Found", ""),
    "the proxy answers 401": answer("401 Unauthorized", "{}"),
    "the proxy answers 403": answer("403 Forbidden", "{}"),
    "the proxy answers 404 in ByteNite's words": answer("404 Not Found", NOT_FOUND),
    "the proxy answers 407": answer("407 Proxy Authentication Required", "{}"),
    "the proxy answers 429": answer("429 Too Many Requests", "{}"),
    "the proxy answers 502": answer("502 Bad Gateway", "{}"),
    "the proxy answers 503": answer("503 Service Unavailable", "{}"),
    "the proxy answers 200 with an app": answer("200 OK", APP),
    "the proxy speaks no HTTP": send("SSH-2.0-OpenSSH_9.6\r\n"),
    "the proxy gives half a status line": send("HTTP/1.1 20"),
    "the proxy's headers have no end": withoutEnd(
        "HTTP/1.1 200 OK\r\n",
        `x: ${"y".repeat(1000)}\r\n`,
    ),
    "the proxy's headers come one by one": drip("HTTP/1.1 200 OK\r\n", "x: y\r\n"),
    "the proxy's refusal has no end": withoutEnd(
        "HTTP/1.1 403 Forbidden\r\n\r\n",
        "y".repeat(60_000),
    ),
    "the tunnel is closed at once": (client) => client.end("HTTP/1.1 200 OK\r\n\r\n"),
    "the tunnel leads nowhere": send("HTTP/1.1 200 OK\r\n\r\n"),
    "the tunnel is full of noise": (client) => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        client.on("data", () => client.write("this is no TLS, and never will be any".repeat(100)));
    },
};
