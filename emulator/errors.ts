import { STATUS_CODES } from "node:http";
import type { ApiGenericResponse, ApiRpcStatus } from "bytenite-core/model";

/**
 * How a failure's body looks. ByteNite's page declares failures without a schema, and both of these
 * types: generic is its example of a failed answer, rpcStatus what its gRPC gateway sends by default.
 */
export type ErrorShape = "generic" | "rpcStatus";

/** A failure that the emulator answers with. */
export class ApiError extends Error {
    /** @param status HTTP status. @param message One sentence for a person. */
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

// gRPC gateway's default pairs, read backwards (inferred for ByteNite).
const GRPC_CODES: Readonly<Record<number, number>> = {
    400: 3,
    401: 16,
    403: 7,
    404: 5,
    405: 12,
    409: 10,
    429: 8,
    500: 13,
    501: 12,
    503: 14,
    504: 4,
};
const GRPC_UNKNOWN = 2;

/** The body of a failure: its code is HTTP's in the generic shape, gRPC's in the other one. */
export function errorBody(
    shape: ErrorShape,
    { status, message }: ApiError,
    requestId: string,
): ApiGenericResponse | ApiRpcStatus {
    if (shape === "rpcStatus") {
        return { code: GRPC_CODES[status] ?? GRPC_UNKNOWN, message, details: [] };
    }
    const error = {
        code: status,
        message: STATUS_CODES[status] ?? "Error",
        description: message,
    };
    return { ok: false, requestId, message: "Request failed", error };
}
