import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, {
    AxiosError,
    isAxiosError,
    type AxiosInstance,
    type AxiosRequestConfig,
} from "axios";
import axiosRetry, { exponentialDelay, isNetworkError } from "axios-retry";
import { promise as createQueue } from "fastq";
import { ConnectionError, InvalidResponseError } from "./errors";
import { failureInBody, responseError, type Question } from "./responseError";

/** How to reach the API. */
export interface TransportOptions {
    /** Base URL, for example https://api.bytenite.com/v1, without a slash at its end. */
    endpoint: string;
    /** Seconds that one attempt may take. */
    timeout: number;
    /** How many times a failed request is tried again. */
    retries: number;
    /** How many requests run at the same time, and so how many connections there are. */
    concurrency: number;
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

const BYTES_PER_MB = 1024 * 1024;
const LONGEST_RESPONSE_MB = 50;
const LONGEST_RETRY_DELAY_MS = 30_000;
const NO_ANSWER_CODES = new Set(["ERR_CANCELED", "ETIMEDOUT"]);

/** Sends requests: pooled connections, bounded concurrency, time-outs and retries. Knows no operation. */
export class Transport {
    private readonly http: AxiosInstance;
    private readonly queue;

    constructor(private readonly options: TransportOptions) {
        const agentOptions = { keepAlive: true, maxSockets: options.concurrency };
        this.http = axios.create({
            baseURL: options.endpoint,
            headers: { Accept: "application/json" },
            httpAgent: new HttpAgent(agentOptions),
            httpsAgent: new HttpsAgent(agentOptions),
            // A redirect would carry the access token to an address that nobody configured.
            maxRedirects: 0,
            maxContentLength: LONGEST_RESPONSE_MB * BYTES_PER_MB,
            responseType: "text",
            transformResponse: (body: unknown) => body,
        });
        // Not axios's own timeout: it begins anew with each byte that arrives.
        this.http.interceptors.request.use((configuration) => ({
            ...configuration,
            signal: AbortSignal.timeout(options.timeout * 1000),
        }));
        axiosRetry(this.http, {
            retries: options.retries,
            retryCondition: isWorthRetrying,
            retryDelay: (attempt, error) =>
                Math.min(exponentialDelay(attempt, error, 200), LONGEST_RETRY_DELAY_MS),
            // The time of this attempt must not end the wait before the next one.
            onRetry: (_attempt, _error, configuration) => {
                delete configuration.signal;
            },
        });
        this.queue = createQueue(
            (request: ApiRequest) => this.attempt(request),
            options.concurrency,
        );
    }

    /**
     * The JSON of a successful answer.
     * @throws ResponseError, ConnectionError, InvalidResponseError
     */
    send(request: ApiRequest): Promise<unknown> {
        return this.queue.push(request);
    }

    private async attempt(request: ApiRequest): Promise<unknown> {
        const configuration: AxiosRequestConfig = {
            method: request.method,
            url: request.path,
            ...(request.query && { params: request.query }),
            ...(request.body !== undefined && { data: request.body }),
            ...(request.authorization && { headers: { Authorization: request.authorization } }),
        };
        try {
            const response = await this.http.request<string>(configuration);
            const body = this.parseJson(response.data, request);
            const failure = failureInBody(body, this.question(request, attemptsOf(response)));
            if (failure) throw failure;
            return body;
        } catch (error) {
            throw this.translate(error, request);
        }
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
        const { endpoint, timeout } = this.options;
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
        if (NO_ANSWER_CODES.has(error.code ?? "")) {
            return new ConnectionError(
                "TIMEOUT",
                `ByteNite did not answer about ${request.subject} within ${timeout} s (${often}, ${endpoint}). ` +
                    "Try again later, or give it longer: pulumi config set bytenite:timeout 60",
            );
        }
        const reason = brokeOff(error) ? "the answer broke off" : (error.code ?? "no connection");
        return new ConnectionError(
            "UNREACHABLE",
            `ByteNite can't be reached at ${endpoint} for ${request.subject} (${reason}, ${often}). ` +
                "Check bytenite:endpoint and the network.",
        );
    }
}

function attemptsOf({ config }: { config?: AxiosRequestConfig | undefined }): number {
    return 1 + (config?.["axios-retry"]?.retryCount ?? 0);
}

/** The token exchange is a POST, but asking twice does no harm. */
function isWorthRetrying(error: AxiosError): boolean {
    const status = error.response?.status;
    if (status !== undefined && !brokeOff(error)) return status === 429 || status >= 500;
    const isCut = NO_ANSWER_CODES.has(error.code ?? "") || brokeOff(error);
    return isCut || (isNetworkError(error) && !isTooLong(error));
}

/** Whether an answer began well, but did not arrive to its end. */
function brokeOff({ response }: AxiosError): boolean {
    return response !== undefined && response.status >= 200 && response.status < 300;
}

function isTooLong({ code, response }: AxiosError): boolean {
    return code === AxiosError.ERR_BAD_RESPONSE && response === undefined;
}

function parseIfJson(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
