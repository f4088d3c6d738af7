import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { clearTimeout, setTimeout } from "node:timers";
import axios, { type AxiosAdapter, type AxiosError, type AxiosInstance } from "axios";
import axiosRetry from "axios-retry";
import { logAttempts } from "./log";
import type { Proxy } from "./proxy";
import type { Redactor } from "./redact";
import { isWorthRetrying, pauseBefore } from "./retry";
import type { TransportOptions } from "./transportOptions";
import { TunnelAgent } from "./tunnel";

declare module "axios" {
    interface AxiosRequestConfig {
        /** Milliseconds since 1970 at which the request must have ended, with all its attempts. */
        deadline?: number;
        /** Knows the credentials that the request holds. */
        redactor?: Redactor;
    }
}

const MS_PER_SECOND = 1000;

/** An HTTP client of one endpoint: pooled connections, time-outs, retries. */
export function createHttp(options: TransportOptions, proxy: Proxy | undefined): AxiosInstance {
    const { endpoint, log, userAgent = "bytenite-core" } = options;
    const http = axios.create({
        baseURL: endpoint,
        headers: { Accept: "application/json", "User-Agent": userAgent },
        ...connections(options, proxy),
        // A redirect would carry the access token to an address that nobody configured.
        maxRedirects: 0,
        responseType: "text",
        transformResponse: (body: unknown) => body,
        adapter: withinTime(options),
        ...(options.signal && { signal: options.signal }),
    });
    if (log) logAttempts(http, log);
    retryFailures(http, options);
    return http;
}

/** How many attempts there were. */
export function attemptsOf({ config }: Pick<AxiosError, "config">): number {
    return 1 + (config?.["axios-retry"]?.retryCount ?? 0);
}

function connections(options: TransportOptions, proxy: Proxy | undefined) {
    const { endpoint, concurrency, timeout, tls, signal } = options;
    const pool = { keepAlive: true, maxSockets: concurrency };
    const direct = {
        httpAgent: new HttpAgent(pool),
        httpsAgent: new HttpsAgent({ ...pool, ...tls }),
    };
    if (!proxy) return { ...direct, proxy: false as const };
    if (new URL(endpoint).protocol === "https:") {
        const tunnel = { proxy, signal, ca: tls?.ca, timeout: timeout * MS_PER_SECOND };
        const httpsAgent = new TunnelAgent({ ...pool, ...tls }, tunnel);
        return { ...direct, httpsAgent, proxy: false as const };
    }
    return {
        ...direct,
        // Of the client's certificate the proxy is to see nothing.
        httpsAgent: new HttpsAgent({ ...pool, ...(tls?.ca !== undefined && { ca: tls.ca }) }),
        proxy: {
            protocol: proxy.isEncrypted ? "https" : "http",
            host: proxy.hostname,
            port: proxy.port,
            ...(proxy.credentials && { auth: proxy.credentials }),
        },
    };
}

/** Not axios's own timeout: it begins anew with each byte that arrives. And its timer keeps the process alive. */
function withinTime({ timeout, signal }: TransportOptions): AxiosAdapter {
    const send = axios.getAdapter("http");
    return async (configuration) => {
        const { deadline = Infinity } = configuration;
        const left = Math.min(timeout * MS_PER_SECOND, deadline - Date.now());
        const time = new AbortController();
        const timer = setTimeout(() => time.abort(), Math.max(1, left));
        configuration.signal = AbortSignal.any([time.signal, ...(signal ? [signal] : [])]);
        try {
            return await send(configuration);
        } finally {
            clearTimeout(timer);
            // The end of this attempt must not end the wait before the next one.
            delete configuration.signal;
            if (signal) configuration.signal = signal;
        }
    };
}

function retryFailures(http: AxiosInstance, options: TransportOptions): void {
    const { signal, log, random = Math.random } = options;
    const limits = { random, now: Date.now };
    const pauses = new WeakMap<AxiosError, number | undefined>();
    axiosRetry(http, {
        retries: options.retries,
        retryCondition: (error) => {
            if (signal?.aborted || !isWorthRetrying(error)) return false;
            const deadline = error.config?.deadline ?? Infinity;
            const pause = pauseBefore(attemptsOf(error), error, { ...limits, deadline });
            pauses.set(error, pause);
            return pause !== undefined;
        },
        retryDelay: (_attempt, error) => pauses.get(error) ?? 0,
        onRetry: (attempt, error) =>
            log?.(`attempt ${attempt + 1} after ${Math.round(pauses.get(error) ?? 0)} ms`),
    });
}
