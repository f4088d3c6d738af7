import { createPrivateKey, X509Certificate } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeTextFile, type DocumentCode } from "bytenite-core/documents";
import { showFile, showLine } from "bytenite-core/model";
import type { Emulator } from "../emulator";
import { AUTHORITY_NAME } from "./options";

const OWNER_ONLY = 0o600;

const AUTHORITY = "ca.pem";
const CLIENT = "client.pem";
const CLIENT_KEY = "client-key.pem";

/**
 * Writes what clients need to trust the emulator, and to be let in: ca.pem, and where clients must have
 * a certificate, client.pem and client-key.pem.
 * @returns The environment variables that lead a client to the files, with absolute paths.
 * @throws TlsFilesError that says which folder can't be written to, and why.
 */
export function writeTlsFiles(
    folder: string,
    { certificateAuthority, clientCertificate }: Emulator,
): Record<string, string> {
    const contents: [variable: string, name: string, content: string | undefined][] = [
        ["BYTENITE_CA_FILE", AUTHORITY, certificateAuthority],
        ["BYTENITE_CLIENT_CERTIFICATE_FILE", CLIENT, clientCertificate?.certificate],
        ["BYTENITE_CLIENT_KEY_FILE", CLIENT_KEY, clientCertificate?.key],
    ];
    const written: Record<string, string> = {};
    try {
        mkdirSync(folder, { recursive: true });
        refuseFilesOfOthers(resolve(folder));
        for (const [variable, name, content] of contents) {
            const path = join(resolve(folder), name);
            // A link would lead the key to another folder, and a file from an earlier start is worth nothing.
            rmSync(path, { force: true });
            if (content === undefined) continue;
            writeTextFile(path, content, { shownAs: name, mode: OWNER_ONLY });
            written[variable] = path;
        }
    } catch (error) {
        throw new TlsFilesError(folder, error as Error);
    }
    return written;
}

/** @throws Error that names a file which no emulator wrote: it may be somebody's only copy. */
function refuseFilesOfOthers(folder: string): void {
    const isOwn: Record<string, (path: string) => boolean> = {
        [AUTHORITY]: (path) => ownCertificate(path) !== undefined,
        [CLIENT]: (path) => ownCertificate(path) !== undefined,
        [CLIENT_KEY]: (path) =>
            ownCertificate(join(folder, CLIENT))?.checkPrivateKey(
                createPrivateKey(readFileSync(path)),
            ) ?? false,
    };
    for (const [name, check] of Object.entries(isOwn)) {
        const path = join(folder, name);
        if (!lstatSync(path, { throwIfNoEntry: false }) || succeeds(() => check(path))) continue;
        throw new Error(`${name} is there already, and is not the emulator's`);
    }
}

/** The only certificate in a file, if it was issued by an emulator's authority. */
function ownCertificate(path: string): X509Certificate | undefined {
    const text = readFileSync(path, "utf8");
    const certificate = new X509Certificate(text);
    const isAlone = text.match(/^-----BEGIN /gm)?.length === 1;
    return isAlone && certificate.issuer === AUTHORITY_NAME ? certificate : undefined;
}

// What can't be read is nothing that an emulator wrote.
function succeeds(check: () => boolean): boolean {
    try {
        return check();
    } catch {
        return false;
    }
}

/** The folder for the files can't be used. */
export class TlsFilesError extends Error {
    readonly code: DocumentCode = "FILE_NOT_WRITTEN";

    constructor(folder: string, cause: Error) {
        super(
            `the certificates can't be written to ${showFile(folder)} (${showLine(cause.message)}): choose another --tls`,
            {
                cause,
            },
        );
    }
}
