import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { isAxiosError, type AxiosInstance, type AxiosRequestConfig } from "axios";
import axiosRetry, { exponentialDelay, isNetworkOrIdempotentRequestError } from "axios-retry";
import { promise as createQueue } from "fastq";
import { ConnectionError, InvalidResponseError, type ResponseError } from "./errors";
import { responseError } from "./responseError";

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
    query?: Record<string, string>;
    body?: unknown;
    authorization?: string;
}

const LONGEST_RESPONSE_BYTES = 50 * 1024 * 1024;
const LONGEST_RETRY_DELAY_MS = 30_000;
const NO_ANSWER_CODES = new Set(["ECONNABORTED", "ETIMEDOUT"]);

/** Sends requests: pooled connections, bounded concurrency, time-outs and retries. Knows no operation. */
export class Transport {
    private readonly http: AxiosInstance;
    private readonly queue;

    constructor(private readonly options: TransportOptions) {
        const agentOptions = { keepAlive: true, maxSockets: options.concurrency };
        this.http = axios.create({
            baseURL: options.endpoint,
            timeout: options.timeout * 1000,
            headers: { Accept: "application/json" },
            httpAgent: new HttpAgent(agentOptions),
            httpsAgent: new HttpsAgent(agentOptions),
            // A redirect would carry the access token to an address that nobody configured.
            maxRedirects: 0,
            maxContentLength: LONGEST_RESPONSE_BYTES,
            responseType: "text",
            transformResponse: (body: unknown) => body,
        });
        axiosRetry(this.http, {
            retries: options.retries,
            shouldResetTimeout: true,
            // The token exchange is a POST, but asking twice does no harm.
            retryCondition: (error) =>
                error.response?.status === 429 ||
                NO_ANSWER_CODES.has(error.code ?? "") ||
                isNetworkOrIdempotentRequestError(error) ||
                (error.response?.status ?? 0) >= 500,
            retryDelay: (attempt, error) =>
                Math.min(exponentialDelay(attempt, error, 200), LONGEST_RETRY_DELAY_MS),
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
            return this.parseJson(response.data, request);
        } catch (error) {
            throw this.translate(error, request);
        }
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
        const { endpoint, timeout, retries } = this.options;
        if (error.response) {
            return this.toResponseError(error.response.status, error.response.data, request);
        }
        const attempts = retries === 0 ? "one attempt" : `${retries + 1} attempts`;
        if (NO_ANSWER_CODES.has(error.code ?? "")) {
            return new ConnectionError(
                "TIMEOUT",
                `ByteNite did not answer about ${request.subject} within ${timeout} s (${attempts}, ${endpoint}). ` +
                    "Try again later, or give it longer: pulumi config set bytenite:timeout 60",
            );
        }
        return new ConnectionError(
            "UNREACHABLE",
            `ByteNite can't be reached at ${endpoint} for ${request.subject} (${error.code ?? "connection failed"}, ${attempts}). ` +
                "Check bytenite:endpoint and the network.",
        );
    }

    private toResponseError(status: number, text: string, request: ApiRequest): ResponseError {
        let body: unknown;
        try {
            body = JSON.parse(text);
        } catch {
            body = undefined;
        }
        return responseError(status, body, request.subject, this.options.endpoint);
    }
}
