/** How the emulator serves https. */
export interface TlsOptions {
    /** Whether only clients with the emulator's client certificate are let in. Default: false. */
    requireClientCertificate?: boolean;
    /** Host names by which other machines reach the emulator, besides localhost. Default: none. */
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
