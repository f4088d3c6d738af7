import { DocumentError, DocumentSchema, inMemory } from "bytenite-core/documents";
import type { EmulatorOptions } from "./emulatorOptions";
import { isLoopback, isWildcard } from "./hosts";

/** Milliseconds that a timer of Node's can wait at most. */
export const LONGEST_WAIT = 2_147_483_647;
/** Seconds of the longest window of a rate limit, which is beyond any test's length. */
const LONGEST_WINDOW = 999_999_999;

const MILLISECONDS = { type: "integer", minimum: 0, maximum: LONGEST_WAIT };
const FROM_ONE = { type: "integer", minimum: 1 };
const CHECKED_ELSEWHERE = {};

const properties: Record<keyof EmulatorOptions, object> = {
    host: { type: "string", minLength: 1 },
    port: { type: "integer", minimum: 0, maximum: 65_535 },
    catalogue: CHECKED_ELSEWHERE,
    apiKeys: { type: "array", items: { type: "string" } },
    accessTokens: { type: "array", items: { type: "string" } },
    tokenLifetime: FROM_ONE,
    acceptBearer: { type: "boolean" },
    acceptDescending: { type: "boolean" },
    errorShape: { enum: ["generic", "rpcStatus"] },
    pageSize: FROM_ONE,
    maxPageSize: FROM_ONE,
    latency: MILLISECONDS,
    jitter: MILLISECONDS,
    seed: { type: "number" },
    faults: CHECKED_ELSEWHERE,
    rateLimit: {
        type: "object",
        required: ["requests", "seconds"],
        additionalProperties: false,
        properties: {
            requests: FROM_ONE,
            seconds: { type: "number", exclusiveMinimum: 0, maximum: LONGEST_WINDOW },
            retryAfter: { enum: ["seconds", "date"] },
        },
    },
    tls: {
        title: "true, false or a mapping with requireClientCertificate and hostnames",
        type: ["boolean", "object"],
        additionalProperties: false,
        properties: {
            requireClientCertificate: { type: "boolean" },
            hostnames: { type: "array", items: { type: "string", minLength: 1 } },
        },
    },
    admin: { type: "boolean" },
    now: CHECKED_ELSEWHERE,
    log: CHECKED_ELSEWHERE,
};

/** Options that are there, since the defaults are. */
type Checked = Required<Pick<EmulatorOptions, "host" | "admin" | "now" | "log">>;

const ORIGIN = inMemory("the emulator's options");

let schema: DocumentSchema<EmulatorOptions> | undefined;

/**
 * Refuses options that the compiler let through: a negative latency would be none, without a word.
 * @throws DocumentError with all that is wrong with them.
 */
export function checkOptions(options: EmulatorOptions & Checked): void {
    schema ??= new DocumentSchema(
        { type: "object", additionalProperties: false, properties },
        { noun: "the options", secretKeys: ["apiKeys", "accessTokens"] },
    );
    schema.validate(options, ORIGIN);
    const { now, log, admin, host } = options;
    const problems = [
        typeof now === "function" ? [] : "now must be a function",
        isLog(log) ? [] : "log must have the functions info and error",
        !admin || takesAdminCalls(host) ? [] : "admin needs a host of this machine: leave host out",
    ].flat();
    if (problems.length === 0) return;
    throw new DocumentError(problems.map((problem) => `${ORIGIN.file}: ${problem}`));
}

/** Whether this machine reaches what listens there by a name for which admin calls are taken. */
export function takesAdminCalls(host: string): boolean {
    return isLoopback(host) || isWildcard(host);
}

// A schema knows no functions.
function isLog(log: unknown): boolean {
    const { info, error } = Object(log) as Partial<Record<string, unknown>>;
    return typeof info === "function" && typeof error === "function";
}
