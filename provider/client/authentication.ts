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

/** Holds the access token: one exchange for however many ask at once, renewed before it expires. */
export class Authentication {
    private current: Promise<string> | undefined;
    private expiresAt = 0;

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

    /** Drops a token that was refused. Returns whether there is any point in asking again. */
    async reject(authorization: string): Promise<boolean> {
        if ("accessToken" in this.credentials) return false;
        if ((await this.current) === authorization) this.current = undefined;
        return true;
    }

    private async renew(apiKey: string): Promise<string> {
        this.expiresAt = Infinity;
        const { token, lifetime = DEFAULT_LIFETIME_SECONDS } = await this.exchange(apiKey);
        const early = Math.min(EARLY_SECONDS, lifetime * EARLY_SHARE);
        this.expiresAt = this.now() + (lifetime - early) * 1000;
        return token;
    }
}
