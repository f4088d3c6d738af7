import type { CatalogueDefinition } from "./catalogue/definition";
import type { ErrorShape } from "./errors";
import type { Fault } from "./faults/fault";
import type { Log } from "./followedFile";
import type { RateLimit } from "./rateLimit";
import type { TlsOptions } from "./tls/options";

/** How an emulator behaves. Where ByteNite documents nothing, the switch is an invention and says so. */
export interface EmulatorOptions {
    /** Address to listen at. Default: 127.0.0.1. There is no real security: keep it on loopback. */
    host?: string;
    /** TCP port, 0 for any free one. Default: 0. */
    port?: number;
    /** Path of a catalogue file, whose edits are followed, or a catalogue. Default: ByteNite's samples. */
    catalogue?: string | CatalogueDefinition;
    /** API keys that get an access token. Default: `["emulator-api-key"]`. */
    apiKeys?: readonly string[];
    /** Access tokens that are valid from the start and don't expire. Default: none. */
    accessTokens?: readonly string[];
    /** Whole seconds for which an issued access token is valid. Default: 3600, as documented. */
    tokenLifetime?: number;
    /**
     * Whether `Authorization: Bearer <token>` does as well. Default: false. Documented is the token
     * alone; whether ByteNite takes the other form is unknown.
     */
    acceptBearer?: boolean;
    /** Whether `orderBy` may end in " desc". Default: false. ByteNite documents no direction. */
    acceptDescending?: boolean;
    /** The shape of a failure's body. Default: generic. Which one ByteNite sends is unknown. */
    errorShape?: ErrorShape;
    /** Apps on a page if the request has no limit, or limit 0. Default: 20, invented. */
    pageSize?: number;
    /** Apps on a page at most: a higher limit is lowered to it. Default: 100, invented. */
    maxPageSize?: number;
    /** Milliseconds before every answer. Default: 0. */
    latency?: number;
    /** Milliseconds up to which a random part is added to the latency. Default: 0. */
    jitter?: number;
    /** What the random part follows from, besides the request's sequence number. Default: 1. */
    seed?: number;
    /** What goes wrong: path of a faults file, whose edits are followed, or faults. Default: nothing. */
    faults?: string | readonly Fault[];
    /** Beyond it, every request is answered with 429. Default: no limit. Documented is none. */
    rateLimit?: RateLimit;
    /**
     * Serves https, with a certificate for localhost, 127.0.0.1, ::1 and the `host` by an authority of
     * the emulator's own, new with each start. Default: false.
     */
    tls?: boolean | TlsOptions;
    /**
     * Takes calls to /_emulator, from this machine only, that set faults, tell the requests and end the
     * validity of tokens. The `host` must be a loopback address or a wildcard. Default: false.
     */
    admin?: boolean;
    /** Milliseconds since 1970, by which tokens expire. Default: `Date.now`. */
    now?: () => number;
    /** Gets a line for each reload of a followed file. Default: only problems, on stderr. */
    log?: Log;
}
