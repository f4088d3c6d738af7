/** What a request is signed with: a key which is exchanged for tokens, or a token as it is. */
export type Credentials = { apiKey: string } | { accessToken: string };

/** A token, and how long it is good for. */
export interface AccessToken {
    token: string;
    /** Seconds. `undefined`: ByteNite did not say. */
    lifetime: number | undefined;
}

/** Source: ByteNite's onboarding page. */
const DEFAULT_LIFETIME_SECONDS = 3600;
/** A token counts as expired a little early: clocks differ, and requests take time. */
const EARLY_SECONDS = 60;
const EARLY_SHARE = 0.1;

/** In characters. A server commonly takes 8 kB or more for all headers together, Node 16 kB. */
export const LONGEST_TOKEN = 7000;

/** Whether a token can be sent in a header: visible ASCII characters only, and not too many. */
export function isHeaderValue(token: string): boolean {
    return token.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(token);
}

/** Holds the access token: one exchange for however many ask at once, renewed before it expires. */
export class Authentication {
    private current: Promise<string> | undefined;
    /** What `current` came to. */
    private token: string | undefined;
    private expiresAt = 0;
    /** Whether the current token took the place of a refused one, and has not been accepted since. */
    private isLastTry = false;

    /**
     * @param exchange asks ByteNite for a token
     * @param now milliseconds
     */
    constructor(
        private readonly credentials: Credentials,
        private readonly exchange: (apiKey: string) => Promise<AccessToken>,
        private readonly now: () => number = Date.now,
    ) {}

    /** The value of the Authorization header: the token as it is, without a scheme word. */
    authorization(): Promise<string> {
        if ("accessToken" in this.credentials) return Promise.resolve(this.credentials.accessToken);
        if (!this.current || this.now() >= this.expiresAt) {
            this.current = this.renew(this.credentials.apiKey);
        }
        return this.current;
    }

    /** Notes that a token was good. */
    accept(authorization: string): void {
        if (this.token === authorization) this.isLastTry = false;
    }

    /**
     * Drops a token that was refused. Returns whether there is any point in asking again: not when the
     * token that took its place was refused as well. The key is then exchanged no more.
     */
    reject(authorization: string): boolean {
        if ("accessToken" in this.credentials) return false;
        // Somebody else met the refusal first, and another token is there or on its way.
        if (this.token !== authorization) return true;
        if (this.isLastTry) return false;
        this.isLastTry = true;
        this.current = undefined;
        this.token = undefined;
        return true;
    }

    private async renew(apiKey: string): Promise<string> {
        this.expiresAt = Infinity;
        const { token, lifetime = DEFAULT_LIFETIME_SECONDS } = await this.exchange(apiKey);
        // A lifetime that makes no sense must not make every request an exchange.
        const seconds = lifetime > 0 ? lifetime : DEFAULT_LIFETIME_SECONDS;
        const early = Math.min(EARLY_SECONDS, seconds * EARLY_SHARE);
        this.expiresAt = this.now() + (seconds - early) * 1000;
        this.token = token;
        return token;
    }
}
