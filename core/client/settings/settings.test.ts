import { MissingCredentialsError } from "../errors";
import type { Settings } from "./settings";
import {
    CREDENTIALS,
    nameIn,
    PLACES,
    useCredentialsFile,
    type Place,
    type Places,
} from "./settings.testSupport";

const settings = useCredentialsFile();
const { resolve } = settings;

/** The places that have a setting, each with its own value. */
function everywhere(setting: keyof Settings, values: Partial<Record<Place, unknown>>): Places {
    return Object.fromEntries(
        Object.entries(values).map(([place, value]) => [
            place,
            { [nameIn(place as Place, setting)]: value },
        ]),
    );
}

describe("a setting", () => {
    const pairs = PLACES.flatMap((first, index) =>
        PLACES.slice(index + 1).map((second) => [first, second] as const),
    );

    it.each(pairs)("in the %s goes before the one in the %s: the API key", (first, second) => {
        const values = { [first]: "first", [second]: "second" };
        expect(resolve(everywhere("apiKey", values)).credentials).toEqual({ apiKey: "first" });
    });

    it.each(pairs)("in the %s goes before the one in the %s: the endpoint", (first, second) => {
        const values = { [first]: "https://first.test", [second]: "https://second.test" };
        const { endpoint } = resolve({
            program: { apiKey: "k" },
            ...merge(everywhere("endpoint", values)),
        }).transport;
        expect(endpoint).toBe("https://first.test");
    });

    it.each(pairs.filter(([, second]) => second !== "file"))(
        "in the %s goes before the one in the %s: a number",
        (first, second) => {
            const asGiven = (place: Place, value: number) =>
                place === "program" ? value : String(value);
            const values = { [first]: asGiven(first, 7), [second]: asGiven(second, 8) };
            expect(resolve(merge(everywhere("retries", values))).transport.retries).toBe(7);
        },
    );

    it("is looked up by itself: each may come from another place", () => {
        const found = resolve({
            program: { timeout: 5 },
            stack: { "bytenite:retries": "1", "bytenite:accessToken": "" },
            environment: {
                BYTENITE_ENDPOINT: "http://127.0.0.1:8089/v1",
                BYTENITE_API_KEY: " key\n",
            },
            file: { apiKey: "other", endpoint: "https://other.test" },
        });
        expect(found).toEqual({
            credentials: { apiKey: "key" },
            transport: {
                endpoint: "http://127.0.0.1:8089/v1",
                timeout: 5,
                retries: 1,
                concurrency: 16,
                budget: 120,
            },
        });
    });

    it("has a default", () => {
        expect(resolve(CREDENTIALS).transport).toEqual({
            endpoint: "https://api.bytenite.com/v1",
            timeout: 30,
            retries: 3,
            concurrency: 16,
            budget: 120,
        });
    });

    it.each(["", " ", "\n", null, undefined])("that is %j counts as absent", (nothing) => {
        const settings = ["endpoint", "timeout", "retries", "concurrency"] as const;
        for (const setting of settings) {
            const values = { program: nothing, stack: nothing, environment: nothing };
            const { transport } = resolve(merge(everywhere(setting, values)));
            expect(transport).toEqual(resolve(CREDENTIALS).transport);
        }
        const blank = everywhere("apiKey", {
            program: nothing,
            stack: nothing,
            environment: "key",
        });
        expect(resolve(blank).credentials).toEqual({ apiKey: "key" });
    });

    /** Beside credentials, for they are looked up first. */
    function merge(places: Partial<Record<Place, Record<string, unknown>>>) {
        return { ...places, environment: { BYTENITE_API_KEY: "k", ...places.environment } };
    }
});

describe("credentials", () => {
    it.each(PLACES)("in the %s: a token goes before a key from the same place", (place) => {
        const both = { [nameIn(place, "apiKey")]: "key", [nameIn(place, "accessToken")]: "token" };
        expect(resolve({ [place]: both }).credentials).toEqual({ accessToken: "token" });
    });

    it.each(["a b", "line\nbreak", "x".repeat(7001)])(
        "refuse an access token that no header can carry, without showing it",
        (token) => {
            expect(() => resolve({ environment: { BYTENITE_ACCESS_TOKEN: token } })).toThrow(
                "BYTENITE_ACCESS_TOKEN in the environment is no access token: one has at most 7000 characters, all of them ASCII, and no space or line break.",
            );
        },
    );

    it("from an earlier place go before a token from a later one", () => {
        const stack = { "bytenite:apiKey": "key" };
        const environment = { BYTENITE_ACCESS_TOKEN: "token" };
        expect(resolve({ stack, environment }).credentials).toEqual({ apiKey: "key" });
    });

    it("that are missing are looked for in every place, which the message names", () => {
        const nowhere = () =>
            resolve({ environment: { BYTENITE_API_KEY: "", BYTENITE_ACCESS_TOKEN: " " } });
        expect(nowhere).toThrow(MissingCredentialsError);
        expect(nowhere).toThrow(
            "There are no ByteNite credentials. Looked at settings.apiKey and settings.accessToken in the program; " +
                "bytenite:apiKey and bytenite:accessToken in the configuration; " +
                "BYTENITE_API_KEY and BYTENITE_ACCESS_TOKEN in the environment; " +
                `apiKey and accessToken in the file ${settings.file}. ` +
                "Give one, for example: apiKey",
        );
    });
});
