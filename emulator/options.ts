import { DEFAULT_CATALOGUE } from "./assets";
import { checkOptions } from "./checkOptions";
import type { EmulatorOptions } from "./emulatorOptions";

export type Settings = Required<Omit<EmulatorOptions, "rateLimit">> &
    Pick<EmulatorOptions, "rateLimit">;

/**
 * The options with the defaults filled in, also for those that are given as undefined.
 * @throws DocumentError with all that is wrong with them.
 */
export function toSettings(options: EmulatorOptions): Settings {
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const settings = { ...defaults(), ...(Object.fromEntries(given) as EmulatorOptions) };
    checkOptions(settings);
    return settings;
}

function defaults(): Settings {
    return {
        host: "127.0.0.1",
        port: 0,
        catalogue: DEFAULT_CATALOGUE,
        apiKeys: ["emulator-api-key"],
        accessTokens: [],
        tokenLifetime: 3600,
        acceptBearer: false,
        acceptDescending: false,
        errorShape: "generic",
        pageSize: 20,
        maxPageSize: 100,
        latency: 0,
        jitter: 0,
        seed: 1,
        faults: [],
        tls: false,
        admin: false,
        now: Date.now,
        log: { info: () => undefined, error: console.error },
    };
}
