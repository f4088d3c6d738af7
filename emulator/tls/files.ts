import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeTextFile, type DocumentCode } from "bytenite-core/documents";
import { showFile, showLine } from "bytenite-core/model";
import type { Emulator } from "../emulator";

const OWNER_ONLY = 0o600;

/**
 * Writes what clients need to trust the emulator, and to be let in: ca.pem, and where clients must have
 * a certificate, client.pem and client-key.pem.
 * @returns The environment variables that lead a client to the files, with absolute paths.
 * @throws Error that says which folder can't be written to, and why.
 */
export function writeTlsFiles(
    folder: string,
    { certificateAuthority, clientCertificate }: Emulator,
): Record<string, string> {
    const contents: [variable: string, name: string, content: string | undefined][] = [
        ["BYTENITE_CA_FILE", "ca.pem", certificateAuthority],
        ["BYTENITE_CLIENT_CERTIFICATE_FILE", "client.pem", clientCertificate?.certificate],
        ["BYTENITE_CLIENT_KEY_FILE", "client-key.pem", clientCertificate?.key],
    ];
    const written: Record<string, string> = {};
    try {
        mkdirSync(folder, { recursive: true });
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
