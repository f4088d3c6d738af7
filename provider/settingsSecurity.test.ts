import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
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
            "BYTENITE_CA_FILE in the environment names the file /no/such.pem, which can't be used: there is no such file.",
        );
        writeFileSync(pem, "nothing");
        expect(() => resolve({ BYTENITE_CA_FILE: pem })).toThrow(
            "which holds no certificate or key in PEM.",
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
