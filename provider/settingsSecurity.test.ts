import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CREDENTIALS, useCredentialsFile } from "./settings.testSupport";

const file = useCredentialsFile();
const resolve = (environment: Record<string, string>) =>
    file.resolve({ environment: { ...CREDENTIALS.environment, ...environment } }).transport;

describe("an endpoint without encryption", () => {
    it.each(["http://api.example/v1", "http://127.0.0.1.evil.example", "http://10.0.0.1"])(
        "%s is refused",
        (endpoint) => {
            expect(() => resolve({ BYTENITE_ENDPOINT: endpoint })).toThrow(
                "BYTENITE_ENDPOINT in the environment begins with http://, so that anyone on the way could read the credentials. Use https://, or allow it: pulumi config set bytenite:allowInsecureEndpoint true",
            );
        },
    );

    it("is accepted on this machine, or where somebody allows it", () => {
        for (const environment of [
            { BYTENITE_ENDPOINT: "http://127.0.0.1:8080/v1" },
            { BYTENITE_ENDPOINT: "http://10.0.0.1", BYTENITE_ALLOW_INSECURE_ENDPOINT: "true" },
        ]) {
            expect(resolve(environment).endpoint).toBe(environment.BYTENITE_ENDPOINT);
        }
        expect(() =>
            resolve({
                BYTENITE_ENDPOINT: "http://10.0.0.1",
                BYTENITE_ALLOW_INSECURE_ENDPOINT: "1",
            }),
        ).toThrow("BYTENITE_ALLOW_INSECURE_ENDPOINT in the environment must be true or false.");
    });
});

describe("certificates", () => {
    const pem = join(file.folder, "ca.pem");
    const text = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n";
    beforeEach(() => writeFileSync(pem, text));

    it("of an authority of one's own are trusted besides Node's", () => {
        const { tls } = resolve({ BYTENITE_CA_FILE: pem });
        expect(tls?.ca?.endsWith(text)).toBe(true);
        expect(tls?.ca?.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(50);
        expect(resolve({}).tls).toBeUndefined();
    });

    it("of the client take their key", () => {
        expect(() => resolve({ BYTENITE_CLIENT_CERTIFICATE_FILE: pem })).toThrow(
            "give both clientCertificateFile and clientKeyFile, or none",
        );
        const both = { BYTENITE_CLIENT_CERTIFICATE_FILE: pem, BYTENITE_CLIENT_KEY_FILE: pem };
        expect(resolve(both).tls).toEqual({ cert: text, key: text });
    });

    it("that can't be read, or are none, are told with their path", () => {
        expect(() => resolve({ BYTENITE_CA_FILE: "/no/such.pem" })).toThrow(
            "BYTENITE_CA_FILE in the environment names the file /no/such.pem, which can't be read (ENOENT).",
        );
        writeFileSync(pem, "nothing");
        expect(() => resolve({ BYTENITE_CA_FILE: pem })).toThrow(
            "which holds no certificate or key in PEM.",
        );
    });
});

describe("BYTENITE_LOG", () => {
    it("is debug, or nothing", () => {
        expect(resolve({}).log).toBeUndefined();
        expect(resolve({ BYTENITE_LOG: "debug" }).log).toBeInstanceOf(Function);
        expect(() => resolve({ BYTENITE_LOG: "verbose" })).toThrow(
            'BYTENITE_LOG in the environment must be debug, but is "verbose".',
        );
    });
});
