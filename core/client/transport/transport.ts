import type { AxiosInstance, AxiosRequestConfig } from "axios";
import { promise as createQueue } from "fastq";
import { Allowance } from "./allowance";
import { describeFailure, questionOf, type AskedRequest } from "./describeFailure";
import { CancelledError, ConnectionError, InvalidResponseError } from "../errors";
import { isItByteNite } from "../guide";
import { attemptsOf, createHttp } from "./http";
import { ExcessiveJsonError, parseJsonText } from "../answers/jsonText";
import { findProxy, type Proxy } from "./proxy";
import { Redactor } from "./redact";
import { failureInBody } from "../answers/responseError";
import type { TransportOptions } from "./transportOptions";

/** One request. What it is about goes into messages, in place of its URL. */
export interface ApiRequest {
    method: "GET" | "POST";
    /** Path below the endpoint, percent-encoded. */
    path: string;
    /** For messages: what is asked for, for example `the tag "img-gen@4.0"`. */
    subject: string;
    /** Whether a 404 may mean that there is no such app. */
    isAboutApp: boolean;
    query?: Record<string, string>;
    body?: unknown;
    authorization?: string;
    /** What the request holds that must not get into a message. */
    secrets: readonly string[];
    /** Bytes that this answer may have. Default: LARGEST_ANSWER_BYTES. */
    largest?: number;
    /** What this answer and others may take together. Default: the budget, for this one alone. */
    allowance?: Allowance;
}

/** What is longer is not an answer about one app, its status or a token. */
const LARGEST_ANSWER_BYTES = 2 * 1024 * 1024;

const DEFAULT_BUDGET_SECONDS = 120;
/** The exchange of a key is repeated once: it is no reading. */
const POST_RETRIES = 1;
/** A shorter "credential" may stand in any answer. */
const SHORTEST_SECRET = 12;
/** A shorter password of a proxy is hidden with its user name only: it may be a part of any word. */
const SHORTEST_PASSWORD = 4;

/** Sends requests: bounded concurrency, and failures that say what to do. Knows no operation. */
export class Transport {
    private readonly http: AxiosInstance;
    private readonly proxy: Proxy | undefined;
    private readonly queue;
    /** How many requests in a row got no answer, with all their attempts. */
    private unanswered = 0;
    private lastFailure: ConnectionError | undefined;

    /** @throws InvalidSettingError for a proxy that can't be used */
    constructor(private readonly options: TransportOptions) {
        this.proxy = findProxy(options.endpoint);
        this.http = createHttp(options, this.proxy);
        this.queue = createQueue(
            (request: ApiRequest) => this.attempt(request),
            options.concurrency,
        );
    }

    /** An allowance for several answers: the budget's time, and so many bytes. */
    allow(bytes: number): Allowance {
        return new Allowance(this.options.budget ?? DEFAULT_BUDGET_SECONDS, bytes);
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
        try {
            const body = await this.ask(request);
            this.unanswered = 0;
            return body;
        } catch (error) {
            if (error instanceof ConnectionError) {
                this.unanswered += 1;
                this.lastFailure = error;
            } else {
                this.unanswered = 0;
            }
            throw error;
        }
    }

    private async ask(request: ApiRequest): Promise<unknown> {
        const { subject, isAboutApp, secrets, largest = LARGEST_ANSWER_BYTES } = request;
        const { allowance = this.allow(largest) } = request;
        const { deadline, seconds, bytes, bytesLeft } = allowance;
        const asked = {
            subject,
            isAboutApp,
            endpoint: this.options.endpoint,
            ...(this.proxy && { proxy: this.proxy }),
            redactor: new Redactor([...secrets, ...secretsOf(this.proxy)]),
            timeout: this.options.timeout,
            signal: this.options.signal,
            size: {
                left: Math.min(largest, bytesLeft),
                limit: bytesLeft < largest ? bytes : largest,
            },
            budget: { seconds, deadline },
        };
        const configuration = this.toConfiguration(request, asked);
        const response = await this.http
            .request<string>(configuration)
            .catch((error: unknown) => Promise.reject(describeFailure(error, asked)));
        const text = response.data;
        allowance.use(Buffer.byteLength(text));
        const body = parseJson(text, asked);
        const failure = failureInBody({ text, body }, questionOf(asked, attemptsOf(response)));
        if (failure) throw failure;
        refuseCredentials(text, secrets, asked);
        return body;
    }

    private toConfiguration(request: ApiRequest, asked: AskedRequest): AxiosRequestConfig {
        const { method, path, query, body, authorization } = request;
        const retries = Math.min(this.options.retries, POST_RETRIES);
        return {
            method,
            url: path,
            deadline: asked.budget.deadline,
            redactor: asked.redactor,
            maxContentLength: asked.size.left,
            ...(query && { params: query }),
            ...(body !== undefined && { data: body }),
            ...(authorization && { headers: { Authorization: authorization } }),
            ...(method === "POST" && { "axios-retry": { retries } }),
        };
    }
}

/** What an endpoint without encryption may be sent by the proxy, and may repeat. */
function secretsOf(proxy: Proxy | undefined): string[] {
    if (!proxy?.credentials) return [];
    const { username, password } = proxy.credentials;
    const both = `${username}:${password}`;
    return password.length < SHORTEST_PASSWORD ? [both] : [both, password];
}

/** What is right in an answer may be printed or stored: nothing of one that has credentials is used. */
function refuseCredentials(
    text: string,
    secrets: readonly string[],
    { subject, endpoint }: AskedRequest,
): void {
    const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
    if (!new Redactor(long).finds(text)) return;
    throw new InvalidResponseError(
        (guide) =>
            `The answer about ${subject} from ${endpoint} repeats the credentials that it was asked with, so nothing of it is used. ` +
            `${isItByteNite(guide)} If not, revoke the credentials.`,
    );
}

function parseJson(text: string, { subject, endpoint }: AskedRequest): unknown {
    try {
        return parseJsonText(text);
    } catch (error) {
        const problem = error instanceof ExcessiveJsonError ? error.message : "not JSON";
        throw new InvalidResponseError(
            (guide) =>
                `The answer about ${subject} from ${endpoint} is ${problem}. ${isItByteNite(guide)}`,
        );
    }
}
