import { setMaxListeners } from "node:events";
import { openCatalogue } from "./catalogue/source";
import type { CatalogueDefinition } from "./catalogue/definition";
import { Connections } from "./connections";
import type { Fault } from "./faults/fault";
import { ActiveFaults } from "./faults/activeFaults";
import { listen } from "./listen";
import type { OperationName } from "./operationName";
import { toSettings } from "./options";
import type { EmulatorOptions } from "./emulatorOptions";
import { RequestLog } from "./requestLog";
import type { RecordedRequest } from "./requestLog";
import { RateLimiter } from "./rateLimit";
import { createServer } from "./server";
import { openTls, toServerOptions } from "./tls/open";
import type { KeyPair } from "./tls/options";
import { Tokens } from "./tokens";

/** A running emulator. */
export interface Emulator {
    /** Base URL of the API, for example http://127.0.0.1:8089/v1, or with TLS https://… */
    readonly url: string;
    /** TCP port. */
    readonly port: number;
    /** Size of what is served, for example "11 apps, 18 versions". */
    describeCatalogue(): string;
    /** Looks whether the catalogue file or the faults file changed. Each request does so by itself. */
    refreshFiles(): void;
    /**
     * Serves another catalogue from the next request on.
     * @throws DocumentError if it isn't one; the current one stays.
     */
    setCatalogue(catalogue: string | CatalogueDefinition): void;
    /**
     * What goes wrong on demand. To set it copies the faults, so that they count down in the copy.
     * @throws DocumentError if one of those that are set can't be played; the current ones stay.
     */
    faults: Fault[];
    /** Ends the validity of all access tokens that were issued until now. */
    expireTokens(): void;
    /** From now on this API key, or with true each one, gets no access token. */
    revokeKey(apiKey: string | true): void;
    /** The requests since the start or the last `clearRequests`, at most the newest 100,000. */
    readonly requests: readonly RecordedRequest[];
    /** How many of the requests were of this operation. Without one: all, unknown paths included. */
    countRequests(operation?: OperationName): number;
    /** Forgets the requests. `sequence` goes on. */
    clearRequests(): void;
    /** How many TCP connections were opened since the start. */
    readonly connections: number;
    /** The most TCP connections that were open at the same time. */
    readonly peakConnections: number;
    /** With TLS: the certificate that clients have to trust, as PEM. */
    readonly certificateAuthority: string | undefined;
    /** With `requireClientCertificate`: what lets a client in, as PEM. */
    readonly clientCertificate: KeyPair | undefined;
    /** Stops listening and ends all connections, also those with an answer under way. */
    close(): Promise<void>;
}

/**
 * Starts an emulator.
 * @throws DocumentError if the options, the catalogue or the faults can't be used; the system's error
 * with `code` EADDRINUSE or the like if it can't listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
    const settings = toSettings(options);
    let source = openCatalogue(settings.catalogue, settings.log);
    const faults = new ActiveFaults(settings);
    const connections = new Connections();
    const tokens = new Tokens(settings);
    const log = new RequestLog();
    const closing = new AbortController();
    // One for each answer that is awaited, of which there may be thousands.
    setMaxListeners(0, closing.signal);
    const tls = await openTls(settings);
    const server = createServer(
        {
            settings,
            catalogue: () => source.current(),
            tokens,
            faults,
            requests: log,
            connections,
            rateLimiter: settings.rateLimit && new RateLimiter(settings.rateLimit, settings.now),
            closing: closing.signal,
        },
        tls && toServerOptions(tls),
    );
    const close = async () => {
        closing.abort();
        connections.end();
        await server.close();
    };
    const listening = await listen(server, settings).catch(async (error: unknown) => {
        await close();
        throw error;
    });
    return {
        ...listening,
        describeCatalogue: () => source.current().describe(),
        refreshFiles: () => void [source.current(), faults.list],
        setCatalogue: (catalogue) => {
            source = openCatalogue(catalogue, settings.log);
        },
        get faults() {
            return faults.list;
        },
        set faults(wanted) {
            faults.set(wanted);
        },
        expireTokens: () => tokens.expireIssued(),
        revokeKey: (apiKey) => tokens.revokeKey(apiKey),
        requests: log.requests,
        countRequests: (operation) => log.count(operation),
        clearRequests: () => log.clear(),
        get connections() {
            return connections.opened;
        },
        get peakConnections() {
            return connections.peak;
        },
        certificateAuthority: tls?.certificateAuthority,
        clientCertificate: tls?.client,
        close,
    };
}
