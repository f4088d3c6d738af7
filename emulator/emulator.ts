import { openCatalogue } from "./catalogue/source";
import type { CatalogueDefinition } from "./catalogue/definition";
import type { Fault } from "./faults";
import type { OperationName } from "./operationName";
import { toSettings } from "./options";
import type { EmulatorOptions } from "./options";
import { RequestLog } from "./requestLog";
import type { RecordedRequest } from "./requestLog";
import { createServer } from "./server";
import { Tokens } from "./tokens";

/** A running emulator. */
export interface Emulator {
    /** Base URL of the API, for example http://127.0.0.1:8089/v1 */
    readonly url: string;
    /** TCP port. */
    readonly port: number;
    /** Size of what is served, for example "11 apps, 18 versions". */
    describeCatalogue(): string;
    /** Looks whether the catalogue file changed. Each request does so by itself. */
    refreshCatalogue(): void;
    /**
     * Serves another catalogue from the next request on.
     * @throws CatalogueError if it isn't one; the current one stays.
     */
    setCatalogue(catalogue: string | CatalogueDefinition): void;
    /** What goes wrong on demand. To set it copies the faults, so that `times` counts down in the copy. */
    faults: Fault[];
    /** The requests since the start or the last `clearRequests`, at most the newest 100,000. */
    readonly requests: readonly RecordedRequest[];
    /** How many of the requests were of this operation. Without one: all, unknown paths included. */
    countRequests(operation?: OperationName): number;
    /** Forgets the requests. `sequence` goes on. */
    clearRequests(): void;
    /** How many TCP connections were opened since the start. */
    readonly connections: number;
    /** Stops listening and ends all connections, also those with an answer under way. */
    close(): Promise<void>;
}

/**
 * Starts an emulator.
 * @throws CatalogueError if the catalogue can't be served; the system's error with `code` EADDRINUSE
 * or the like if it can't listen.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
    const settings = toSettings(options);
    let source = openCatalogue(settings.catalogue, settings.log);
    let faults = copyFaults(settings.faults);
    let connections = 0;
    const log = new RequestLog();
    const closing = new AbortController();
    const server = createServer({
        settings,
        catalogue: () => source.current(),
        tokens: new Tokens(settings),
        faults: () => faults,
        requests: log,
        closing: closing.signal,
    });
    server.server.on("connection", () => (connections += 1));
    const address = await server.listen({ host: settings.host, port: settings.port });
    return {
        url: `${address}/v1`,
        port: Number(new URL(address).port),
        describeCatalogue: () => source.current().describe(),
        refreshCatalogue: () => void source.current(),
        setCatalogue: (catalogue) => {
            source = openCatalogue(catalogue, settings.log);
        },
        get faults() {
            return faults;
        },
        set faults(wanted) {
            faults = copyFaults(wanted);
        },
        requests: log.requests,
        countRequests: (operation) => log.count(operation),
        clearRequests: () => log.clear(),
        get connections() {
            return connections;
        },
        close: async () => {
            closing.abort();
            await server.close();
        },
    };
}

function copyFaults(faults: readonly Fault[]): Fault[] {
    return faults.map((fault) => ({ ...fault }));
}
