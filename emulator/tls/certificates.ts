// The library's own library needs it, and leaves it to whoever starts.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import { AUTHORITY_NAME } from "./options";
import type { KeyPair, TlsMaterial, TlsOptions } from "./options";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOUR_MS = 3_600_000;
// Longer than any emulator runs, shorter than what some systems refuse for its length.
const LIFETIME_MS = 365 * 24 * HOUR_MS;
const THIS_MACHINE = ["localhost", "127.0.0.1", "::1"];

interface Identity {
    certificate: x509.X509Certificate;
    keys: webcrypto.CryptoKeyPair;
}

/** Makes an authority and what it signs: a server's certificate, and a client's if it is needed. */
export async function createTlsMaterial(options: TlsOptions): Promise<TlsMaterial> {
    const authority = await createAuthority();
    const server = await issue(authority, "CN=ByteNite emulator", [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
            [...new Set([...THIS_MACHINE, ...(options.hostnames ?? [])])].map((value) => ({
                type: isIP(value) === 0 ? "dns" : "ip",
                value,
            })),
        ),
    ]);
    const certificateAuthority = authority.certificate.toString("pem");
    if (!options.requireClientCertificate) return { certificateAuthority, server };
    const client = await issue(authority, "CN=ByteNite emulator client", [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
    ]);
    return { certificateAuthority, server, client };
}

async function createAuthority(): Promise<Identity> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
        ...validity(),
        name: AUTHORITY_NAME,
        keys,
        signingAlgorithm: ALGORITHM,
        extensions: [
            new x509.BasicConstraintsExtension(true, 0, true),
            new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
            await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        ],
    });
    return { certificate, keys };
}

async function issue(
    authority: Identity,
    subject: string,
    extensions: x509.Extension[],
): Promise<KeyPair> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const certificate = await x509.X509CertificateGenerator.create({
        ...validity(),
        subject,
        issuer: authority.certificate.subject,
        publicKey: keys.publicKey,
        signingKey: authority.keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
            new x509.BasicConstraintsExtension(false),
            new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
            await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
            ...extensions,
        ],
    });
    return { certificate: certificate.toString("pem"), key: await toPem(keys.privateKey) };
}

// By the machine's clock, whatever the emulator's own says: clients check it by theirs.
function validity(): { notBefore: Date; notAfter: Date } {
    const now = Date.now();
    // From before the start, for a client whose clock is a little behind.
    return { notBefore: new Date(now - HOUR_MS), notAfter: new Date(now + LIFETIME_MS) };
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
    const content = await webcrypto.subtle.exportKey("pkcs8", key);
    return x509.PemConverter.encode(content, "PRIVATE KEY");
}
