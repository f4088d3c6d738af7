import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
};

/** Serves a folder's files on loopback. @returns its origin, and what ends it */
export async function serveFolder(
    folder: string,
): Promise<{ origin: string; close: () => Promise<void> }> {
    const server = createServer((request, response) => {
        const { pathname } = new URL(request.url ?? "/", "http://localhost");
        const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
        readFile(join(folder, decodeURIComponent(file))).then(
            (content) => {
                const type = TYPES[extname(file)] ?? "application/octet-stream";
                response.writeHead(200, { "content-type": type }).end(content);
            },
            () => response.writeHead(404).end(),
        );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return {
        origin: `http://127.0.0.1:${port}`,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}
