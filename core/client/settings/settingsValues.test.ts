import { InvalidSettingError } from "../errors";
import type { Settings } from "./settings";
import { CREDENTIALS, useCredentialsFile } from "./settings.testSupport";

const settings = useCredentialsFile();
const { resolve } = settings;

describe("the endpoint", () => {
    const endpoint = (value: string) =>
        resolve({ program: { apiKey: "k", endpoint: value } }).transport.endpoint;

    it.each([
        ["https://api.test/v1", "https://api.test/v1"],
        ["https://api.test/v1/", "https://api.test/v1"],
        ["https://api.test/v1///", "https://api.test/v1"],
        ["https://api.test", "https://api.test"],
        [" http://127.0.0.1:8089/v1\n", "http://127.0.0.1:8089/v1"],
        ["HTTPS://API.test:443/v1", "https://api.test/v1"],
    ])("%j is %s", (value, expected) => {
        expect(endpoint(value)).toBe(expected);
    });

    it.each([
        "api.bytenite.com",
        "ftp://api.test",
        "CANARY-key",
        "CANARY:x@api.test",
        "https://",
        "file:///etc",
    ])("%j is none, and is not shown", (value) => {
        expect(() => endpoint(value)).toThrow(
            new InvalidSettingError(
                "settings.endpoint in the program must be a URL like https://api.bytenite.com/v1, which it is not.",
            ),
        );
    });

    it.each([
        "https://CANARY:x@api.test",
        "https://api.test?key=CANARY",
        "https://api.test#CANARY",
    ])("%j has too much, which is not shown", (value) => {
        const places = { environment: { BYTENITE_API_KEY: "k", BYTENITE_ENDPOINT: value } };
        expect(() => resolve(places)).toThrow(
            new InvalidSettingError(
                "BYTENITE_ENDPOINT in the environment must be a URL without user name, password, query and fragment, like https://api.bytenite.com/v1.",
            ),
        );
    });
});

describe("a number", () => {
    it.each<[string, unknown, string]>([
        ["timeout", "soon", 'a number from 0.1 to 600, but is "soon"'],
        ["timeout", "0", 'a number from 0.1 to 600, but is "0"'],
        ["timeout", "601", 'a number from 0.1 to 600, but is "601"'],
        ["timeout", "Infinity", 'a number from 0.1 to 600, but is "Infinity"'],
        ["retries", "-1", 'an integer from 0 to 10, but is "-1"'],
        ["retries", "1.5", 'an integer from 0 to 10, but is "1.5"'],
        ["retries", "11", 'an integer from 0 to 10, but is "11"'],
        ["retries", "true", 'an integer from 0 to 10, but is "true"'],
        ["concurrency", "0", 'an integer from 1 to 100, but is "0"'],
        ["concurrency", "101", 'an integer from 1 to 100, but is "101"'],
    ])("%s = %j is refused", (name, value, problem) => {
        const key = `bytenite:${name}`;
        expect(() => resolve({ ...CREDENTIALS, stack: { [key]: value } })).toThrow(
            new InvalidSettingError(`${key} in the configuration must be ${problem}.`),
        );
    });

    it.each([NaN, Infinity, -1])("in the program that is %d is refused", (value) => {
        const program = { retries: value };
        expect(() => resolve({ ...CREDENTIALS, program })).toThrow(
            `settings.retries in the program must be an integer from 0 to 10, but is ${value}.`,
        );
    });

    it.each<[keyof Settings, unknown, number]>([
        ["timeout", "0.1", 0.1],
        ["timeout", "600", 600],
        ["retries", "0", 0],
        ["retries", 10, 10],
        ["concurrency", " 1 ", 1],
        ["concurrency", 100, 100],
    ])("%s = %j is %d", (name, value, expected) => {
        const program = { [name]: value };
        expect(resolve({ ...CREDENTIALS, program }).transport[name as "timeout"]).toBe(expected);
    });
});
