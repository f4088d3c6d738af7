import { isAbsolute, resolve } from "node:path";
import { getCACertificates, rootCertificates } from "node:tls";
import { readTextFile, TextFileError } from "bytenite-documents/textFile";
import { showFile } from "bytenite-model";
import { InvalidSettingError } from "./client/errors";
import type { TransportOptions } from "./client/transport";
import { find, type SettingName, type Source } from "./settingSources";

/** All authorities of an operating system are a quarter of it. */
const LARGEST_BYTES = 1024 * 1024;

/**
 * The certificates that settings name, in PEM.
 * @throws InvalidSettingError
 */
export function findCertificates(sources: readonly Source[]): Pick<TransportOptions, "tls"> {
    const ca = readFileOf(sources, "caFile");
    const cert = readFileOf(sources, "clientCertificateFile");
    const key = readFileOf(sources, "clientKeyFile");
    if ((cert === undefined) !== (key === undefined)) {
        throw new InvalidSettingError(
            "A client's certificate takes its private key: give both clientCertificateFile and clientKeyFile, or none.",
        );
    }
    if (ca === undefined && cert === undefined) return {};
    return {
        tls: {
            // Node takes its own authorities, and those of NODE_EXTRA_CA_CERTS, only where none is given.
            ...(ca !== undefined && { ca: [...trustedAuthorities(), ca].join("\n") }),
            ...(cert !== undefined && key !== undefined && { cert, key }),
        },
    };
}

function trustedAuthorities(): readonly string[] {
    // Node 22.15 and newer.
    return typeof getCACertificates === "function" ? getCACertificates() : rootCertificates;
}

function readFileOf(sources: readonly Source[], name: SettingName): string | undefined {
    const found = find(sources, name);
    if (!found) return undefined;
    const given = String(found.value);
    const path = resolve(given);
    const begins = isAbsolute(given)
        ? ""
        : " (a relative path begins at the folder in which the program runs)";
    const refuse = (problem: string) =>
        new InvalidSettingError(
            `${found.label} names the file ${showFile(path)}${begins}, ${problem}.`,
        );
    let text: string;
    try {
        text = readTextFile(path, { largest: LARGEST_BYTES });
    } catch (error) {
        if (!(error instanceof TextFileError)) throw error;
        throw refuse(`which can't be used: ${error.problem}`);
    }
    if (!/-----BEGIN [A-Z ]+-----/.test(text)) {
        throw refuse("which holds no certificate or key in PEM");
    }
    return text;
}
