import { randomBytes } from "node:crypto";

/** What the token office needs to know. */
export interface TokenSettings {
    apiKeys: readonly string[];
    accessTokens: readonly string[];
    tokenLifetime: number;
    now: () => number;
}

const TOKEN_BYTES = 32;
const MS_PER_SECOND = 1000;

/** Issues access tokens and knows which are valid. They live in memory only. */
export class Tokens {
    private readonly expiries = new Map<string, number>();
    private readonly apiKeys: Set<string>;

    constructor(private readonly settings: TokenSettings) {
        this.apiKeys = new Set(settings.apiKeys);
        for (const token of settings.accessTokens) this.expiries.set(token, Infinity);
    }

    /** A new token for a known API key, undefined for another one. */
    issue(apiKey: string): string | undefined {
        if (!this.apiKeys.has(apiKey)) return undefined;
        const now = this.settings.now();
        for (const [token, expiry] of this.expiries) {
            if (expiry <= now) this.expiries.delete(token);
        }
        // Opaque: ByteNite's own are JWTs (observed), which a client must not rely on.
        const token = randomBytes(TOKEN_BYTES).toString("base64url");
        this.expiries.set(token, now + this.settings.tokenLifetime * MS_PER_SECOND);
        return token;
    }

    isValid(token: string): boolean {
        return (this.expiries.get(token) ?? -Infinity) > this.settings.now();
    }

    /** Ends the validity of all tokens that were issued, not of those that were given. */
    expireIssued(): void {
        const given = new Set(this.settings.accessTokens);
        for (const token of this.expiries.keys()) {
            if (!given.has(token)) this.expiries.delete(token);
        }
    }

    /** From now on this API key, or with true each one, gets no token. Those that it got stay valid. */
    revokeKey(apiKey: string | true): void {
        if (apiKey === true) this.apiKeys.clear();
        else this.apiKeys.delete(apiKey);
    }
}
