const AUTHORITY = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/**
 * What a request asks for, without scheme and authority: those of `GET http://user:password@host/v1`,
 * as proxies get it, may hold a password.
 */
export function withoutAuthority(target: string): string {
    return target.replace(AUTHORITY, "");
}

/**
 * A request's target as the router can read it. A path that can't be decoded is taken as it stands: each
 * of its percent signs means itself, so that the request meets all that others meet, and then a refusal.
 */
export function routable(target: string): string {
    const [, path = "", query = ""] = /^([^?]*)(.*)$/s.exec(withoutAuthority(target)) ?? [];
    return `${isDecodable(path) ? path : path.replaceAll("%", "%25")}${query}`;
}

function isDecodable(path: string): boolean {
    try {
        decodeURIComponent(path);
        return true;
    } catch {
        return false;
    }
}
