/** Who issues the certificates. By it the emulator knows those that it may replace. */
export const AUTHORITY_NAME = "CN=ByteNite emulator authority";

/** How the emulator serves https. */
export interface TlsOptions {
    /** Whether only clients with the emulator's client certificate are let in. Default: false. */
    requireClientCertificate?: boolean;
    /**
     * Names or addresses by which other machines reach the emulator, besides localhost and the one at
     * which it listens. Default: none.
     */
    hostnames?: readonly string[];
}

/** A certificate and its private key, each as PEM. */
export interface KeyPair {
    certificate: string;
    key: string;
}

/** What an emulator that serves https is known by. All of it is new with each start. */
export interface TlsMaterial {
    /** The certificate of the authority that signed the others, as PEM. */
    certificateAuthority: string;
    server: KeyPair;
    /** Absent unless clients must have one. */
    client?: KeyPair;
}
