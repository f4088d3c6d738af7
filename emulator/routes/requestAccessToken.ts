import type { ApiAccessTokenResponse } from "bytenite-core/model";
import { ApiError } from "../errors";
import type { Operation } from "./operation";

/**
 * POST /auth/access_token. Fields and the lifetime's text form are documented. The scope is what a
 * recorded token of ByteNite's held; a failure's status is inferred.
 */
export const requestAccessToken: Operation<Required<ApiAccessTokenResponse>> = {
    name: "requestAccessToken",
    method: "POST",
    path: "/auth/access_token",
    needsToken: false,
    answer({ body }, { settings, tokens }) {
        const token = tokens.issue(readApiKey(body));
        if (token === undefined) throw new ApiError(401, "The API key is unknown.");
        return { token, expiresIn: String(settings.tokenLifetime), scope: "openid" };
    },
};

function readApiKey(body: string): string {
    const { apiKey } = parseObject(body);
    if (typeof apiKey !== "string" || apiKey === "") {
        throw new ApiError(400, "The body has no text apiKey.");
    }
    return apiKey;
}

function parseObject(body: string): { apiKey?: unknown } {
    try {
        const value: unknown = JSON.parse(body);
        if (typeof value === "object" && value !== null) return value;
    } catch {
        // The parser's message may quote a piece of the key.
    }
    throw new ApiError(400, "The body is no JSON object.");
}
