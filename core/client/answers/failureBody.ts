import * as v from "valibot";

const words = v.fallback(v.nullish(v.string()), undefined);
/** Both shapes, and whatever is like them. Source: schemas commonGenericResponse and rpcStatus. */
const anyFailure = v.object({
    message: words,
    requestId: words,
    error: v.fallback(
        v.nullish(
            v.object({
                code: v.fallback(v.nullish(v.union([v.number(), v.string()])), undefined),
                message: words,
                description: words,
            }),
        ),
        undefined,
    ),
});

/** An int64, which may come as text. */
const HTTP_NOT_FOUND = v.picklist([404, "404"]);
/** Source: google.rpc.Code. */
const GRPC_NOT_FOUND = v.literal(5);

const notFound = v.union([
    v.looseObject({
        ok: v.literal(false),
        error: v.looseObject({ code: HTTP_NOT_FOUND }),
    }),
    v.looseObject({ code: GRPC_NOT_FOUND, message: v.string() }),
]);

/**
 * Whether a failure's body is ByteNite's own word for "there is no such thing": its generic response or gRPC's
 * status, with the code for that. What a gateway or a proxy says with 404 is not.
 */
export function saysNotFound(body: unknown): boolean {
    return v.is(notFound, body);
}

/** What a failure's body says to a person, and the request's id. "": nothing. */
export function explanationIn(body: unknown): { sentence: string; requestId: string } {
    const parsed = v.safeParse(anyFailure, body);
    if (!parsed.success) return { sentence: "", requestId: "" };
    const { error, message, requestId } = parsed.output;
    const sentence = error?.description || error?.message || message || "";
    return { sentence, requestId: requestId ?? "" };
}

/** The status that a body with status 200 means, if it means a failure: it then says `ok: false`. */
export function failureStatusIn(body: unknown): number | undefined {
    if (!v.is(v.looseObject({ ok: v.literal(false) }), body)) return undefined;
    const parsed = v.safeParse(anyFailure, body);
    const status = Number(parsed.success ? (parsed.output.error?.code ?? 500) : 500);
    const isFailure = Number.isInteger(status) && status >= 400 && status < 600;
    return isFailure ? status : 500;
}
