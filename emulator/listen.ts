import { lookup } from "node:dns/promises";
import { createServer, isIPv6, type AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { reachableAddress } from "./hosts";
import type { Settings } from "./options";

/** Where an emulator listens. */
export interface Listening {
    /** Base URL of the API. */
    url: string;
    port: number;
}

/** @throws the system's error, with `code` EADDRINUSE or the like */
export async function listen(
    server: FastifyInstance,
    { host, port: wanted, tls }: Pick<Settings, "host" | "port" | "tls">,
): Promise<Listening> {
    const [first = host, ...others] = host === "localhost" ? await addressesOf(host) : [host];
    await server.listen({ host: first, port: wanted });
    const { address, port } = server.server.address() as AddressInfo;
    for (const other of others) await listenToo(server, other, port);
    const reachable = reachableAddress(address);
    const shown = isIPv6(reachable) ? `[${reachable}]` : reachable;
    return { url: `${tls === false ? "http" : "https"}://${shown}:${port}/v1`, port };
}

async function addressesOf(host: string): Promise<string[]> {
    return (await lookup(host, { all: true })).map(({ address }) => address);
}

/**
 * Gives the server the connections to another address as well. The framework would start a second server,
 * whose connections nobody can count or end. An address that can't be had is left out, as the framework does.
 */
async function listenToo({ server }: FastifyInstance, host: string, port: number): Promise<void> {
    const options = { allowHalfOpen: true, noDelay: true };
    const beside = createServer(options, (socket) => void server.emit("connection", socket));
    server.once("close", () => beside.close());
    await new Promise<void>((resolve) => {
        beside.once("error", () => resolve());
        beside.listen({ host, port }, resolve);
    });
}
