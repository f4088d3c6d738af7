import { ApiError } from "./errors";
import type { Settings } from "./options";
import type { Tokens } from "./tokens";

const SCHEME = /^Bearer /i;

/**
 * Checks the header Authorization, which is the access token alone (documented).
 * @throws ApiError 401
 */
export function authorize(header: string | undefined, tokens: Tokens, settings: Settings): void {
    if (header === undefined || header === "") {
        throw new ApiError(401, "The header Authorization is missing.");
    }
    const hasScheme = SCHEME.test(header);
    if (hasScheme && !settings.acceptBearer) {
        throw new ApiError(
            401,
            'The header Authorization takes the token alone, without "Bearer".',
        );
    }
    if (!tokens.isValid(hasScheme ? header.replace(SCHEME, "") : header)) {
        throw new ApiError(401, "The access token is unknown or has expired.");
    }
}
