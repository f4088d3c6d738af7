import { ByteNiteError } from "../errors";
import { ByteNiteClient } from "../client";
import { API_KEY, useEmulator } from "../emulatedClient.testSupport";
import { credentialsFileSource } from "./credentialsFile";
import { environmentSource, type Environment } from "./environment";
import { guideFrom } from "./guideFrom";
import { readSettings } from "./readSettings";
import type { Source } from "./sources";

/** The flags of somebody's command line, which takes no credentials: everybody sees the words of a process. */
function flagSource(flags: Record<string, string>): Source {
    const known = ["endpoint", "timeout"];
    return {
        where: "on the command line",
        nameOf: (setting) => (known.includes(setting) ? `--${setting}` : undefined),
        get: (setting) => flags[setting],
        howToSet: (name, value = "…") => `${name} ${value}`,
    };
}

const byteNite = useEmulator();

/** What the user of a command line reads that asks for an app. */
async function outcome(flags: Record<string, string>, variables: Environment): Promise<string> {
    const environment = { BYTENITE_CREDENTIALS_FILE: "/nowhere/credentials.json", ...variables };
    const sources = [
        flagSource(flags),
        environmentSource(environment),
        credentialsFileSource(environment),
    ];
    try {
        const { transport, credentials } = readSettings(sources, { environment });
        return (await new ByteNiteClient(transport, credentials).getApp("img-gen")).name;
    } catch (error) {
        if (!(error instanceof ByteNiteError)) throw error;
        return error.messageFor(guideFrom(sources));
    }
}

describe("a client of a command line", () => {
    const quick = { BYTENITE_API_KEY: API_KEY, BYTENITE_RETRIES: "0" };
    const nobody = "http://127.0.0.1:1";

    it("is made from flags and the environment alone", async () => {
        byteNite.emulator.setCatalogue({ apps: [{ name: "img-gen", version: "1.0" }] });
        const { url } = byteNite.emulator;
        expect(await outcome({ endpoint: url }, quick)).toBe("img-gen");
        expect(await outcome({}, { ...quick, BYTENITE_ENDPOINT: url })).toBe("img-gen");
    });

    it("says where credentials may stand", async () => {
        expect(await outcome({}, {})).toBe(
            "There are no ByteNite credentials. Looked at BYTENITE_API_KEY and BYTENITE_ACCESS_TOKEN in the environment; " +
                "apiKey and accessToken in the file /nowhere/credentials.json. Give one, for example: BYTENITE_API_KEY=…",
        );
    });

    it.each([
        [{ endpoint: "ftp://a" }, {}, "--endpoint on the command line must be a URL like"],
        [{}, { BYTENITE_ENDPOINT: "x" }, "BYTENITE_ENDPOINT in the environment must be a URL"],
        [{ timeout: "0" }, {}, "--timeout on the command line must be a number from 0.1 to 600"],
        [
            { endpoint: "http://a.test" },
            {},
            "Use https://, or allow it: BYTENITE_ALLOW_INSECURE_ENDPOINT=true",
        ],
    ])("names what is wrong by where it stands: %j, %j", async (flags, variables, message) => {
        expect(await outcome(flags, { ...quick, ...variables })).toContain(message);
    });

    it("names the endpoint by where it stands, else by where it may stand first", async () => {
        expect(await outcome({ endpoint: nobody }, quick)).toMatch(/Check --endpoint and the net/);
        expect(await outcome({}, { ...quick, BYTENITE_ENDPOINT: nobody })).toMatch(
            /Check BYTENITE_ENDPOINT and the network\.$/,
        );
        expect(guideFrom([flagSource({})]).nameOf("endpoint")).toBe("--endpoint");
        expect(guideFrom([]).nameOf("endpoint")).toBe("endpoint");
    });

    it("says how to give a request longer, where that counts", async () => {
        byteNite.emulator.faults = [{ operation: "getAppByTag", hang: true }];
        const impatient = { ...quick, BYTENITE_TIMEOUT: "0.2" };
        expect(await outcome({ endpoint: byteNite.emulator.url }, impatient)).toMatch(
            /give it longer: --timeout 60$/,
        );
    });

    it("says that a key was refused, and not which", async () => {
        const refused = await outcome(
            { endpoint: byteNite.emulator.url },
            { ...quick, BYTENITE_API_KEY: "canary-wrong-key" },
        );
        expect(refused).toMatch(/^The credentials were refused when asking for an access token/);
        expect(refused).not.toContain("canary");
    });

    it("tells how to lock without a command for it", () => {
        const guide = guideFrom([environmentSource({})]);
        expect(guide.howToLock("img-gen", "a.json")).toBe(
            "look the app up with BYTENITE_LOCK=update",
        );
        expect(guideFrom([], { product: "frobnicate" }).product).toBe("frobnicate");
    });
});
