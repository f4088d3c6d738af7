import { X509Certificate } from "node:crypto";
import { isAbsolute, resolve } from "node:path";
import { createSecureContext, getCACertificates, rootCertificates } from "node:tls";
import { readTextFile, TextFileError } from "../../documents/textFile";
import { showFile, showLine } from "../../model";
import { InvalidSettingError } from "../errors";
import type { TransportOptions } from "../transport/transportOptions";
import type { SettingName } from "./settings";
import { find, type Source } from "./sources";

/** All authorities of an operating system are a quarter of it. */
const LARGEST_BYTES = 1024 * 1024;

/** What a file must hold. Else the first request would fail, and not say which file is to blame. */
interface Content {
    what: string;
    /** Throws for any other text. */
    use: (text: string) => unknown;
}

const IS_CERTIFICATE = /^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/;
// Node takes an authority that it can't read for none, be it the last one of many.
const AUTHORITY = {
    what: "certificate",
    use: (text: string) => {
        const parts = text.split(/(?=-----BEGIN )/).filter((part) => IS_CERTIFICATE.test(part));
        for (const part of parts.length > 0 ? parts : [text]) new X509Certificate(part);
    },
};
const CERTIFICATE = {
    what: "certificate",
    use: (text: string) => createSecureContext({ cert: text }),
};
const KEY = {
    what: "private key without a passphrase",
    use: (text: string) => createSecureContext({ key: text }),
};

/**
 * The certificates that settings name, in PEM.
 * @throws InvalidSettingError
 */
export function findCertificates(sources: readonly Source[]): Pick<TransportOptions, "tls"> {
    const ca = readFileOf(sources, "caFile", AUTHORITY);
    const cert = readFileOf(sources, "clientCertificateFile", CERTIFICATE);
    const key = readFileOf(sources, "clientKeyFile", KEY);
    if ((cert === undefined) !== (key === undefined)) {
        throw new InvalidSettingError(
            "A client's certificate takes its private key: give both clientCertificateFile and clientKeyFile, or none.",
        );
    }
    if (ca === undefined && cert === undefined) return {};
    if (cert !== undefined && whyNot(() => createSecureContext({ cert, key })) !== undefined) {
        throw new InvalidSettingError(
            "The private key in clientKeyFile is not the one of the certificate in clientCertificateFile.",
        );
    }
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

function readFileOf(
    sources: readonly Source[],
    name: SettingName,
    { what, use }: Content,
): string | undefined {
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
    const reason = whyNot(() => use(text));
    if (reason !== undefined) throw refuse(`which holds no ${what} that can be used (${reason})`);
    return text;
}

/** Node's reason why something can't be done. `undefined`: it can. */
function whyNot(work: () => unknown): string | undefined {
    try {
        work();
        return undefined;
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return code ?? showLine(message);
    }
}
