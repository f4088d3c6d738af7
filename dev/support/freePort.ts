import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Systems hand out the ports above this one by themselves, to connections and to servers that ask for any. Such a port
 * is free for a moment only: by the time somebody listens there, another process may have it.
 */
const LAST_PORT = 32_767;
const FIRST_PORT = 15_000;

/** A port on loopback on which nobody listens, for a server that can't choose one by itself. */
export async function freePort(): Promise<number> {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
    const server = createServer();
    return new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) =>
            error.code === "EADDRINUSE" ? resolve(false) : reject(error),
        );
        server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
}
