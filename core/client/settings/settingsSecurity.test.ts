import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { startEmulator } from "bytenite-emulator";
import { CREDENTIALS, useCredentialsFile } from "./settings.testSupport";

const file = useCredentialsFile();
const resolve = (environment: Record<string, string>) =>
    file.resolve({ environment: { ...CREDENTIALS.environment, ...environment } }).transport;

describe("an endpoint without encryption", () => {
    it.each(["http://api.example/v1", "http://127.0.0.1.evil.example", "http://10.0.0.1"])(
        "%s is refused",
        (endpoint) => {
            expect(() => resolve({ BYTENITE_ENDPOINT: endpoint })).toThrow(
                "BYTENITE_ENDPOINT in the environment begins with http://, so that anyone on the way could read the credentials. Use https://, or allow it: allowInsecureEndpoint=true",
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
    /** A certificate and its key, as one file may have them. */
    let text: string;
    beforeAll(async () => {
        const emulator = await startEmulator({ tls: { requireClientCertificate: true } });
        const { certificate, key } = emulator.clientCertificate ?? { certificate: "", key: "" };
        text = `${certificate}\n${key}\n`;
        await emulator.close();
    });
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
            "BYTENITE_CA_FILE in the environment names the file /no/such.pem, which can't be used: there is no such file.",
        );
        writeFileSync(pem, "nothing");
        expect(() => resolve({ BYTENITE_CA_FILE: pem })).toThrow(
            "which holds no certificate or key in PEM.",
        );
    });

    it.each([
        ["BYTENITE_CA_FILE", "certificate", {}],
        ["BYTENITE_CLIENT_CERTIFICATE_FILE", "certificate", { BYTENITE_CLIENT_KEY_FILE: pem }],
        [
            "BYTENITE_CLIENT_KEY_FILE",
            "private key without a passphrase",
            { BYTENITE_CLIENT_CERTIFICATE_FILE: pem },
        ],
    ])("in %s that nobody can use are refused before anybody is asked", (name, what, others) => {
        const spoilt = join(file.folder, "spoilt.pem");
        writeFileSync(spoilt, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        expect(() => resolve({ ...others, [name]: spoilt })).toThrow(
            new RegExp(
                `^${name} in the environment names the file .*spoilt\\.pem, which holds no ${what} that can be used \\([A-Z0-9_]+\\)\\.$`,
            ),
        );
    });

    it("of authorities are all good, or none is taken", () => {
        const [good = ""] = rootCertificates;
        const several = join(file.folder, "several.pem");
        for (const second of [good.slice(0, good.length / 2), good.replace(/\n.*\n/, "\nAAAA\n")]) {
            writeFileSync(several, `${good}\n${second}\n`);
            expect(() => resolve({ BYTENITE_CA_FILE: several })).toThrow(
                "several.pem, which holds no certificate that can be used",
            );
        }
        writeFileSync(several, `# two\n${good}\n# more\n${good}\n`);
        expect(() => resolve({ BYTENITE_CA_FILE: several })).not.toThrow();
    });

    it("of the client must belong to each other", () => {
        const other = join(file.folder, "other-key.pem");
        const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
        writeFileSync(other, privateKey.export({ type: "pkcs8", format: "pem" }));
        expect(() =>
            resolve({
                BYTENITE_CLIENT_CERTIFICATE_FILE: pem,
                BYTENITE_CLIENT_KEY_FILE: other,
            }),
        ).toThrow(
            "The private key in clientKeyFile is not the one of the certificate in clientCertificateFile.",
        );
    });

    it.each([
        ["BYTENITE_CA_FILE", {}],
        ["BYTENITE_CLIENT_CERTIFICATE_FILE", { BYTENITE_CLIENT_KEY_FILE: pem }],
        ["BYTENITE_CLIENT_KEY_FILE", { BYTENITE_CLIENT_CERTIFICATE_FILE: pem }],
    ])("in %s are in a file, of which no more is read than a megabyte", (name, others) => {
        const refusals = (path: string) => {
            try {
                resolve({ ...others, [name]: path });
            } catch (error) {
                return (error as Error).message;
            }
            return "accepted";
        };
        const prefix = (path: string) => `${name} in the environment names the file ${path}`;
        expect(refusals(file.folder)).toBe(
            `${prefix(file.folder)}, which can't be used: a folder, not a file.`,
        );
        const large = join(file.folder, "large.pem");
        writeFileSync(large, text.repeat(20_000));
        expect(refusals(large)).toBe(
            `${prefix(large)}, which can't be used: larger than 1048576 bytes.`,
        );
        if (process.platform === "win32") return;
        const [pipe, endless] = [join(file.folder, "pipe"), join(file.folder, "endless")];
        execFileSync("mkfifo", [pipe]);
        symlinkSync("/dev/zero", endless);
        for (const path of [pipe, endless]) {
            expect(refusals(path)).toBe(
                `${prefix(path)}, which can't be used: a pipe or a device, not a file.`,
            );
            rmSync(path);
        }
    });

    it("are told with the whole path, whichever folder it was from", () => {
        expect(() => resolve({ BYTENITE_CA_FILE: "no-such.pem" })).toThrow(
            `names the file ${join(process.cwd(), "no-such.pem")} (a relative path begins at the folder in which the program runs), which`,
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
