import { showLine } from "../../model";
import { isAxiosError, type AxiosInstance, type AxiosRequestConfig } from "axios";

/** Takes one line, without its end. */
export type Log = (line: string) => void;

const starts = new WeakMap<object, number>();
const LONGEST_REQUEST_ID = 80;

/**
 * Logs each attempt: method, path, outcome, milliseconds, and the request's id where the server gives one
 * in a header. Never a header of ours, a query or a body: they may hold credentials.
 */
export function logAttempts(http: AxiosInstance, log: Log): void {
    http.interceptors.request.use((configuration) => {
        starts.set(configuration, Date.now());
        return configuration;
    });
    http.interceptors.response.use(
        (response) => {
            log(describe(response.config, String(response.status), response.headers));
            return response;
        },
        (error: unknown) => {
            if (isAxiosError(error) && error.config) {
                const { response, code = "no answer" } = error;
                const outcome = response ? String(response.status) : code;
                log(describe(error.config, outcome, response?.headers ?? {}));
            }
            throw error;
        },
    );
}

function describe(configuration: AxiosRequestConfig, outcome: string, headers: object): string {
    const start = starts.get(configuration) ?? Date.now();
    const attempt = 1 + (configuration["axios-retry"]?.retryCount ?? 0);
    const given = (headers as Record<string, unknown>)["x-request-id"];
    const id = typeof given === "string" ? (configuration.redactor?.redact(given) ?? given) : "";
    return [
        configuration.method?.toUpperCase(),
        configuration.url,
        outcome,
        `${Date.now() - start} ms`,
        `attempt ${attempt}`,
        ...(id ? [`request ${showLine(id, { longest: LONGEST_REQUEST_ID })}`] : []),
    ].join(" ");
}
