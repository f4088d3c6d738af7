import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidSettingError } from "../errors";
import { credentialsFileSource } from "./credentialsFile";
import { useCredentialsFile } from "./settings.testSupport";

const settings = useCredentialsFile();
const { resolve } = settings;
const onUnix = process.platform === "win32" ? describe.skip : describe;

describe("the credentials file", () => {
    const EXPECTED =
        'It must be a JSON object with the keys "apiKey" or "accessToken", and "endpoint" where needed.';
    const fromFile = () => resolve({});

    it("stands in the user's configuration folder", () => {
        mkdirSync(join(settings.folder, "bytenite"), { recursive: true });
        writeFileSync(join(settings.folder, "bytenite/credentials.json"), '{"apiKey": "key"}');
        const environment = { BYTENITE_CREDENTIALS_FILE: "", XDG_CONFIG_HOME: settings.folder };
        expect(resolve({ environment }).credentials).toEqual({ apiKey: "key" });
    });

    it.each([
        ["that is no JSON", 'apiKey: "CANARY"', `:1: not JSON. ${EXPECTED}`],
        ["that is empty", "", `: empty, where JSON should be. ${EXPECTED}`],
        [
            "that has a key twice",
            '{\n"apiKey": "CANARY",\n"apiKey": "other"}',
            `:3: the key "apiKey" is there already. ${EXPECTED}`,
        ],
        ["that is a list", "[]", ` is wrong. ${EXPECTED}`],
        ["that is null", "null", ` is wrong. ${EXPECTED}`],
        ["that is no object", '"CANARY"', ` is wrong. ${EXPECTED}`],
        [
            "with an unknown key",
            '{"apiKey": "CANARY", "api_key": "CANARY"}',
            ` is wrong at "api_key". ${EXPECTED}`,
        ],
        ["with a number in it", '{"apiKey": 4711}', ` is wrong at "apiKey". ${EXPECTED}`],
        ["with null in it", '{"accessToken": null}', ` is wrong at "accessToken". ${EXPECTED}`],
        ["with an endpoint that is none", '{"apiKey": "CANARY", "endpoint": "CANARY"}', undefined],
    ])("%s is refused, and its content not shown", (_what, content, problem) => {
        writeFileSync(settings.file, content);
        expect(fromFile).toThrow(InvalidSettingError);
        expect(fromFile).toThrow(
            problem === undefined
                ? `endpoint in the file ${settings.file} must be a URL like https://api.bytenite.com/v1, which it is not.`
                : `The credentials file ${settings.file}${problem}`,
        );
        expect(fromFile).not.toThrow(/CANARY|4711/);
    });

    it.each<[string, () => void, string]>([
        ["a folder", () => mkdirSync(settings.file), "a folder, not a file"],
        [
            "in Latin-1",
            () => writeFileSync(settings.file, Buffer.from('{"apiKey": "CANARY\xe9"}', "latin1")),
            "byte 19 of the file is not UTF-8; save it in that encoding",
        ],
        [
            "in UTF-16",
            () => writeFileSync(settings.file, '\ufeff{"apiKey": "CANARY"}', "utf16le"),
            "not in UTF-8 but in UTF-16, as PowerShell writes it: save it as UTF-8",
        ],
        [
            "larger than any",
            () => writeFileSync(settings.file, `{"apiKey": "CANARY"}${" ".repeat(65_536)}`),
            "larger than 65536 bytes",
        ],
    ])("that is %s is refused", (_what, make, problem) => {
        make();
        expect(fromFile).toThrow(
            new InvalidSettingError(
                `The credentials file ${settings.file} can't be used: ${problem}.`,
            ),
        );
    });

    it("may begin with a byte order mark", () => {
        writeFileSync(settings.file, '\ufeff{"apiKey": "key"}');
        expect(fromFile().credentials).toEqual({ apiKey: "key" });
    });

    it("is not looked at where everything stands elsewhere", () => {
        writeFileSync(settings.file, "no JSON");
        const program = {
            apiKey: "k",
            endpoint: "https://a.test",
            timeout: 1,
            retries: 0,
            concurrency: 1,
        };
        expect(resolve({ program }).credentials).toEqual({ apiKey: "k" });
    });
});

onUnix("a credentials file of Unix", () => {
    it.each<[string, () => void]>([
        ["a pipe that nobody writes to", () => execFileSync("mkfifo", [settings.file])],
        ["a link to a device", () => symlinkSync("/dev/zero", settings.file)],
    ])("that is %s is refused, and not waited for", (_what, make) => {
        make();
        expect(() => resolve({})).toThrow(
            `The credentials file ${settings.file} can't be used: a pipe or a device, not a file.`,
        );
    });

    const warningsFor = (name: string, mode: number, content: object) => {
        const path = join(settings.folder, name);
        writeFileSync(path, JSON.stringify(content));
        chmodSync(path, mode);
        const warnings: string[] = [];
        for (let time = 0; time < 3; time += 1) {
            credentialsFileSource({ BYTENITE_CREDENTIALS_FILE: path }, (message) =>
                warnings.push(message),
            ).get("endpoint");
        }
        return warnings.map((warning) => warning.replace(path, "FILE"));
    };

    it("that everybody can read is warned about, once", () => {
        const warning =
            "Everybody on this machine can read the credentials file FILE. Keep it to yourself: chmod 600.";
        expect(warningsFor("open.json", 0o644, { apiKey: "CANARY" })).toEqual([warning]);
        expect(warningsFor("token.json", 0o604, { accessToken: "CANARY" })).toEqual([warning]);
    });

    it.each([
        ["of the user's own", 0o600, { apiKey: "key" }],
        ["for a group", 0o640, { apiKey: "key" }],
        ["without a secret", 0o644, { endpoint: "https://a.test" }],
    ])("that is %s is not", (name, mode, content) => {
        expect(warningsFor(`${name}.json`, mode, content)).toEqual([]);
    });
});
