import type { ServerOptions } from "node:https";
import type * as Certificates from "./certificates";
import type { TlsMaterial, TlsOptions } from "./options";

/** What https takes, undefined for plain http. */
export async function openTls(options: boolean | TlsOptions): Promise<TlsMaterial | undefined> {
    if (options === false) return undefined;
    // Only now: what makes certificates is slow to load, and most emulators need none.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { createTlsMaterial } = require("./certificates") as typeof Certificates;
    return createTlsMaterial(options === true ? {} : options);
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
