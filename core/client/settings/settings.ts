import type { LockSettings } from "./lockMode";

/**
 * How to reach ByteNite, and as whom. What is not given here comes from the next place where settings may
 * stand, at last from the environment (`BYTENITE_ENDPOINT`, …) and the credentials file.
 */
export interface Settings extends LockSettings {
    /** Base URL of the API. @default "https://api.bytenite.com/v1" */
    endpoint?: string;
    /** An API key, which is exchanged for an access token. */
    apiKey?: string;
    /** An access token, used as it is. Goes before an API key from the same place. */
    accessToken?: string;
    /** Seconds that one attempt may take, 0.1 to 600. @default 30 */
    timeout?: number;
    /** Seconds that one answer may take, with all attempts, the pauses between them, and all pages of a list, 1 to 3600. @default 120 */
    budget?: number;
    /** How many times a failed request is tried again, 0 to 10. @default 3 */
    retries?: number;
    /** How many requests run at the same time, 1 to 100. @default 16 */
    concurrency?: number;
    /** Whether an endpoint may be http:// although it is not this machine. @default false */
    allowInsecureEndpoint?: boolean;
    /** Path of certificates (PEM) of authorities to trust besides Node's own. */
    caFile?: string;
    /** Path of the certificate (PEM) by which the server knows this client. Takes `clientKeyFile`. */
    clientCertificateFile?: string;
    /** Path of the private key (PEM) of `clientCertificateFile`. */
    clientKeyFile?: string;
}

/** The name of a setting, as a program has it. */
export type SettingName = keyof Settings;

/** What a setting is in a program, as `typeof` has it. Anywhere it may also be a text. */
export const SETTING_KINDS = {
    endpoint: "string",
    apiKey: "string",
    accessToken: "string",
    timeout: "number",
    budget: "number",
    retries: "number",
    concurrency: "number",
    allowInsecureEndpoint: "boolean",
    caFile: "string",
    clientCertificateFile: "string",
    clientKeyFile: "string",
    lock: "string",
    lockFile: "string",
} as const satisfies Record<SettingName, "string" | "number" | "boolean">;

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTING_KINDS) as readonly SettingName[];
