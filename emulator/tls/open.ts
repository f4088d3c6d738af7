import { lookup } from "node:dns/promises";
import type { ServerOptions } from "node:https";
import { isWildcard, withoutZone } from "../hosts";
import type { Settings } from "../options";
import type * as Certificates from "./certificates";
import type { TlsMaterial } from "./options";

/** What https takes, undefined for plain http. */
export async function openTls({
    tls,
    host,
}: Pick<Settings, "tls" | "host">): Promise<TlsMaterial | undefined> {
    if (tls === false) return undefined;
    const options = tls === true ? {} : tls;
    const listening = isWildcard(host) ? [] : [host, (await lookup(host)).address];
    const hostnames = [...listening.map(withoutZone), ...(options.hostnames ?? [])];
    // Only now: what makes certificates is slow to load, and most emulators need none.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { createTlsMaterial } = require("./certificates") as typeof Certificates;
    return createTlsMaterial({ ...options, hostnames });
}

/** The server's side of TLS. */
export function toServerOptions({
    certificateAuthority,
    server,
    client,
}: TlsMaterial): ServerOptions {
    return {
        cert: server.certificate,
        key: server.key,
        ...(client && { ca: certificateAuthority, requestCert: true, rejectUnauthorized: true }),
    };
}
