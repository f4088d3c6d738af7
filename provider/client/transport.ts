import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, {
    isAxiosError,
    type AxiosError,
    type AxiosInstance,
    type AxiosRequestConfig,
} from "axios";
import axiosRetry from "axios-retry";
import { promise as createQueue } from "fastq";
import { proxyOf } from "./endpoint";
import { CancelledError, ConnectionError, InvalidResponseError } from "./errors";
import { logAttempts, type Log } from "./log";
import { failureInBody, responseError, type Question } from "./responseError";
import {
    brokeOff,
    isCertificateProblem,
    isTimeout,
    isTooLong,
    isWorthRetrying,
    pauseBefore,
} from "./retry";

/** How to reach the API. */
export interface TransportOptions {
    /** Base URL, for example https://api.bytenite.com/v1, without a slash at its end. */
    endpoint: string;
    /** Seconds that one attempt may take. */
    timeout: number;
    /** Seconds that all attempts of one request and the pauses between them may take. Default: 120. */
    budget?: number;
    /** How many times a failed request is tried again. */
    retries: number;
    /** How many requests run at the same time, and so how many connections there are. */
    concurrency: number;
    /** Certificates, in PEM: authorities to trust besides Node's, and the client's own. */
    tls?: { ca?: string; cert?: string; key?: string };
    /** Gets a line for each attempt. Absent: nothing is logged. */
    log?: Log;
    /** Ends every request, with all its attempts, when it aborts. Absent: nothing does. */
    signal?: AbortSignal;
    /** From 0 to 1. Default: Math.random. */
    random?: () => number;
}

/** One request. What it is about goes into messages, in place of its URL. */
export interface ApiRequest {
    method: "GET" | "POST";
    /** Path below the endpoint, percent-encoded. */
    path: string;
    /** For messages: what is asked for, for example `the tag "img-gen@4.0"`. */
    subject: string;
    /** Whether a 404 means that there is no such app. */
    isAboutApp: boolean;
    query?: Record<string, string>;
    body?: unknown;
    authorization?: string;
    /** What the request holds that must not get into a message. */
    secrets: readonly string[];
}

declare module "axios" {
    interface AxiosRequestConfig {
        /** Milliseconds since 1970 at which the request must have ended, with all its attempts. */
        deadline?: number;
    }
}

const BYTES_PER_MB = 1024 * 1024;
const LONGEST_RESPONSE_MB = 50;
const DEFAULT_BUDGET_SECONDS = 120;
const MS_PER_SECOND = 1000;
/** The exchange of a key is repeated once: it is no reading. */
const POST_RETRIES = 1;

const { version } = JSON.parse(
    // By the package's own name, because the compiled files lie one folder deeper than the sources.
    readFileSync(require.resolve("pulumi-bytenite/package.json"), "utf8"),
) as { version: string };

/** Sends requests: pooled connections, bounded concurrency, time-outs and retries. Knows no operation. */
export class Transport {
    private readonly http: AxiosInstance;
    private readonly queue;
    /** How many requests in a row got no answer, with all their attempts. */
    private unanswered = 0;
    private lastFailure: ConnectionError | undefined;
    private readonly proxy: string | undefined;

    constructor(private readonly options: TransportOptions) {
        const { endpoint, concurrency, tls, log, signal, random = Math.random } = options;
        this.proxy = proxyOf(endpoint);
        const agentOptions = { keepAlive: true, maxSockets: concurrency };
        this.http = axios.create({
            baseURL: endpoint,
            headers: { Accept: "application/json", "User-Agent": `pulumi-bytenite/${version}` },
            httpAgent: new HttpAgent(agentOptions),
            httpsAgent: new HttpsAgent({ ...agentOptions, ...tls }),
            ...(this.proxy === undefined && { proxy: false as const }),
            // A redirect would carry the access token to an address that nobody configured.
            maxRedirects: 0,
            maxContentLength: LONGEST_RESPONSE_MB * BYTES_PER_MB,
            responseType: "text",
            transformResponse: (body: unknown) => body,
        });
        // Not axios's own timeout: it begins anew with each byte that arrives.
        this.http.interceptors.request.use((configuration) => ({
            ...configuration,
            signal: AbortSignal.any([
                AbortSignal.timeout(this.timeLeft(configuration)),
                ...(signal ? [signal] : []),
            ]),
        }));
        if (log) logAttempts(this.http, log);
        const limits = { random, now: Date.now };
        const pauses = new WeakMap<AxiosError, number | undefined>();
        axiosRetry(this.http, {
            retries: options.retries,
            retryCondition: (error) => {
                if (signal?.aborted || !isWorthRetrying(error)) return false;
                const deadline = error.config?.deadline ?? Infinity;
                const pause = pauseBefore(attemptsOf(error), error, { ...limits, deadline });
                pauses.set(error, pause);
                return pause !== undefined;
            },
            retryDelay: (_attempt, error) => pauses.get(error) ?? 0,
            onRetry: (attempt, error, configuration) => {
                // The time of this attempt must not end the wait before the next one.
                delete configuration.signal;
                if (signal) configuration.signal = signal;
                log?.(`attempt ${attempt + 1} after ${Math.round(pauses.get(error) ?? 0)} ms`);
            },
        });
        this.queue = createQueue((request: ApiRequest) => this.attempt(request), concurrency);
    }

    /**
     * The JSON of a successful answer.
     * @throws ResponseError, ConnectionError, InvalidResponseError
     */
    send(request: ApiRequest): Promise<unknown> {
        return this.queue.push(request);
    }

    private async attempt(request: ApiRequest): Promise<unknown> {
        if (this.options.signal?.aborted) throw new CancelledError(request.subject);
        // As many as run at the same time have tried in vain: the others need not find out by themselves.
        if (this.unanswered >= this.options.concurrency && this.lastFailure) throw this.lastFailure;
        const { budget = DEFAULT_BUDGET_SECONDS, retries } = this.options;
        const configuration: AxiosRequestConfig = {
            method: request.method,
            url: request.path,
            deadline: Date.now() + budget * MS_PER_SECOND,
            ...(request.query && { params: request.query }),
            ...(request.body !== undefined && { data: request.body }),
            ...(request.authorization && { headers: { Authorization: request.authorization } }),
            ...(request.method === "POST" && {
                "axios-retry": { retries: Math.min(retries, POST_RETRIES) },
            }),
        };
        try {
            const response = await this.http.request<string>(configuration);
            this.unanswered = 0;
            const body = this.parseJson(response.data, request);
            const failure = failureInBody(body, this.question(request, attemptsOf(response)));
            if (failure) throw failure;
            return body;
        } catch (error) {
            const failure = this.translate(error, request);
            if (failure instanceof ConnectionError) {
                this.unanswered += 1;
                this.lastFailure = failure;
            } else {
                this.unanswered = 0;
            }
            throw failure;
        }
    }

    /** Milliseconds for the next attempt. */
    private timeLeft({ deadline = Infinity }: AxiosRequestConfig): number {
        const left = deadline - Date.now();
        return Math.max(1, Math.min(this.options.timeout * MS_PER_SECOND, left));
    }

    private question(request: ApiRequest, attempts: number): Question {
        const { subject, isAboutApp, secrets } = request;
        return { subject, isAboutApp, secrets, attempts, endpoint: this.options.endpoint };
    }

    private parseJson(body: string, { subject }: ApiRequest): unknown {
        try {
            return JSON.parse(body) as unknown;
        } catch {
            throw new InvalidResponseError(
                `The answer about ${subject} from ${this.options.endpoint} is not JSON. ` +
                    "Is bytenite:endpoint the address of ByteNite's API?",
            );
        }
    }

    /** No AxiosError leaves this class: it carries the Authorization header. */
    private translate(error: unknown, request: ApiRequest): Error {
        if (!isAxiosError<string>(error)) {
            return error instanceof Error ? error : new Error(String(error));
        }
        const { endpoint, timeout, signal } = this.options;
        if (signal?.aborted) return new CancelledError(request.subject);
        const attempts = attemptsOf(error);
        if (error.response && !brokeOff(error)) {
            const { status, data } = error.response;
            return responseError(status, parseIfJson(data), this.question(request, attempts));
        }
        if (isTooLong(error)) {
            return new InvalidResponseError(
                `The answer about ${request.subject} from ${endpoint} is longer than ${LONGEST_RESPONSE_MB} MB. ` +
                    "Is bytenite:endpoint the address of ByteNite's API?",
            );
        }
        const often = attempts === 1 ? "one attempt" : `${attempts} attempts`;
        if (isTimeout(error)) {
            return new ConnectionError(
                "TIMEOUT",
                `ByteNite did not answer about ${request.subject} within ${timeout} s (${often}, ${endpoint}). ` +
                    "Try again later, or give it longer: pulumi config set bytenite:timeout 60",
            );
        }
        if (isCertificateProblem(error)) {
            return new ConnectionError(
                "UNREACHABLE",
                `The certificate of ${endpoint} is not one to trust (${error.code}), so ${request.subject} was not asked for. ` +
                    "If it is of your organisation's own authority, name the authority's certificate: pulumi config set bytenite:caFile ca.pem",
            );
        }
        const { proxy = "" } = this;
        const reason = brokeOff(error) ? "the answer broke off" : (error.code ?? "no connection");
        return new ConnectionError(
            "UNREACHABLE",
            `ByteNite can't be reached at ${endpoint}${proxy && ` through the proxy ${proxy}`} for ${request.subject} (${reason}, ${often}). ` +
                `Check bytenite:endpoint${proxy && ", HTTPS_PROXY, NO_PROXY"} and the network.`,
        );
    }
}

function attemptsOf({ config }: { config?: AxiosRequestConfig | undefined }): number {
    return 1 + (config?.["axios-retry"]?.retryCount ?? 0);
}

function parseIfJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
