import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "bytenite-emulator";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { getApp, getApps } from "../dataSources";
import type { Settings } from "..";
import { stackGuide } from "./places";

const folder = mkdtempSync(join(tmpdir(), "bytenite-places-"));
const lockFile = join(folder, "bytenite.lock.json");
afterAll(() => rmSync(folder, { recursive: true }));

describe("what somebody reads who deploys a stack", () => {
    let emulator: Emulator;
    const environment = { ...process.env };
    beforeEach(async () => {
        emulator = await startEmulator({ apiKeys: ["key"] });
        process.env.BYTENITE_CREDENTIALS_FILE = join(folder, "none.json");
    });
    afterEach(async () => {
        process.env = { ...environment };
        rmSync(lockFile, { force: true });
        await emulator.close();
    });

    const messageOf = (settings: Settings, ask = getApp({ tag: "a" }, { settings })) =>
        ask.then(
            () => "no failure",
            ({ message, code }: Error & { code: string }) => {
                expect(message).toMatch(new RegExp(` \\[${code}\\]$`));
                const words = message.slice(0, message.lastIndexOf(" ["));
                return words.replaceAll(folder, "FOLDER").replace(/:\d+\b/, ":PORT");
            },
        );
    const answering = (fault: object) => {
        emulator.faults = [{ operation: "getAppByTag", ...fault }];
        return messageOf({ endpoint: emulator.url, apiKey: "key", retries: 0 });
    };
    const locked = (content: string, lock: "offline" | "frozen" | "update" = "offline") => {
        writeFileSync(lockFile, content);
        return messageOf({ endpoint: emulator.url, apiKey: "key", lockFile, lock });
    };

    it("without credentials", async () => {
        expect(await messageOf({})).toBe(
            "There are no ByteNite credentials. Looked at settings.apiKey and settings.accessToken in the program; " +
                "bytenite:apiKey and bytenite:accessToken in the stack configuration; " +
                "BYTENITE_API_KEY and BYTENITE_ACCESS_TOKEN in the environment; " +
                "apiKey and accessToken in the file FOLDER/none.json. " +
                "Give one, for example: pulumi config set --secret bytenite:apiKey",
        );
    });

    it.each([
        ["apiKey", "pulumi config set --secret bytenite:apiKey"],
        ["accessToken", "pulumi config set --secret bytenite:accessToken"],
        ["lockFile", "pulumi config set bytenite:lockFile …"],
    ])("with %s that is an output", async (setting, howTo) => {
        for (const value of [pulumi.secret("CANARY"), Promise.resolve("CANARY")]) {
            expect(await messageOf({ apiKey: "key", [setting]: value })).toBe(
                `settings.${setting} in the program must be a text, but is an object. ` +
                    "What an output stands for is known within its apply, and what a promise stands for after await: " +
                    `make the App there, or set it for the whole stack: ${howTo}`,
            );
        }
    });

    it("with an endpoint in the clear", async () => {
        expect(await messageOf({ apiKey: "key", endpoint: "http://api.example" })).toBe(
            "settings.endpoint in the program begins with http://, so that anyone on the way could read the credentials. " +
                "Use https://, or allow it: pulumi config set bytenite:allowInsecureEndpoint true",
        );
    });

    it("where nobody listens", async () => {
        const nobody = { apiKey: "key", endpoint: "http://127.0.0.1:1", retries: 0 };
        expect(await messageOf(nobody)).toMatch(/\. Check bytenite:endpoint and the network\.$/);
    });

    it("where no answer comes", async () => {
        emulator.faults = [{ operation: "getAppByTag", hang: true }];
        const impatient = { endpoint: emulator.url, apiKey: "key", retries: 0, timeout: 0.2 };
        expect(await messageOf(impatient)).toMatch(
            /give it longer: pulumi config set bytenite:timeout 60$/,
        );
    });

    it.each([
        [{ status: 302 }, /\. Set bytenite:endpoint to the final address\. \[http:/],
        [{ body: "<html>" }, /is not JSON\. Is bytenite:endpoint the address of ByteNite's API\?$/],
        [{ body: { app: 5 } }, /\. Is bytenite:endpoint the address of ByteNite's API\?$/],
        [
            { status: 404, body: "" },
            /\. Is bytenite:endpoint the address of ByteNite's API\? \[http:/,
        ],
    ])("after the answer %j", async (fault, message) => {
        expect(await answering(fault)).toMatch(message);
    });

    it("where the certificate is a stranger's", async () => {
        const encrypted = await startEmulator({ tls: true });
        expect(await messageOf({ endpoint: encrypted.url, apiKey: "key" })).toMatch(
            /, name the authority's certificate: pulumi config set bytenite:caFile ca\.pem$/,
        );
        await encrypted.close();
    });

    it.each(["offline", "frozen"] as const)(
        "where the lock file has no such tag: %s",
        async (mode) => {
            expect(await locked('{"schemaVersion":1,"apps":{}}', mode)).toMatch(
                /^The tag "a" is not in (.*bytenite\.lock\.json)\. Add it: npx pulumi-bytenite lock a --file \1$/,
            );
        },
    );

    it.each([
        [
            "<<<<<<< HEAD\n",
            'has merge conflicts: resolve them, or delete it and run "pulumi preview" with BYTENITE_LOCK=update, which locks every tag that the program looks up.',
        ],
        [
            "[",
            'Restore it from version control, or delete it and run "pulumi preview" with BYTENITE_LOCK=update, which locks every tag that the program looks up.',
        ],
        [
            '{"schemaVersion":2}',
            "was written by a newer pulumi-bytenite (its schemaVersion is 2, and this one knows 1): update the package, npm install pulumi-bytenite@latest",
        ],
    ])("where the lock file is wrong: %j", async (content, message) => {
        expect(await locked(content)).toContain(message);
    });

    it("where there is no lock file, or it doesn't do", async () => {
        const settings = { endpoint: emulator.url, lockFile, lock: "offline" } as const;
        expect(await messageOf(settings)).toContain(
            'Restore it from version control, set bytenite:lockFile to its path, or run "pulumi preview" with BYTENITE_LOCK=update, which writes it.',
        );
        writeFileSync(lockFile, '{"schemaVersion":1,"apps":{}}');
        const secret = getApp({ tag: "a", includeRegistryCredentials: true }, { settings });
        expect(await messageOf(settings, secret)).toContain("npx pulumi-bytenite lock a");
        expect(await getApps({}, { settings })).toEqual([]);
        const nowhere = { lock: "update", lockFile: join(folder, "no/such.json") } as const;
        emulator.setCatalogue({ apps: [{ name: "a", version: "1.0" }] });
        expect(await messageOf({ ...settings, apiKey: "key", ...nowhere })).toMatch(
            /its folder does not exist\. Create it, or set bytenite:lockFile to another path\.$/,
        );
    });
});

describe("the command that locks a tag", () => {
    const wordsOf = (tag: string, file: string) => {
        const script = `printf '%s\\0' ${stackGuide.howToLock(tag, file)}\n`;
        return execFileSync("bash", { input: script }).toString().split("\0").slice(0, -1);
    };

    it.each([
        ["render@1.0", "bytenite.lock.json", ["lock", "render@1.0"]],
        ["render", "my locks/a.json", ["lock", "render", "--file", "my locks/a.json"]],
        ["-x", "bytenite.lock.json", ["lock", "--", "-x"]],
        ["-x", "-y", ["lock", "--file", "./-y", "--", "-x"]],
        ["a; id", "$(id)\u202e'\\", ["lock", "a; id", "--file", "$(id)\u202e'\\"]],
    ])("is read by a shell as it is meant: %j, %j", (tag, file, words) => {
        expect(wordsOf(tag, file)).toEqual(["npx", "pulumi-bytenite", ...words]);
    });

    it("is one line on which nothing is hidden, whatever the tag and the file's name are", () => {
        const text = fc.string({ unit: anyCharacter, maxLength: 40 });
        fc.assert(
            fc.property(text, text, (tag, file) => {
                const unseen =
                    // eslint-disable-next-line no-control-regex
                    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ud800-\udfff]/u;
                expect(stackGuide.howToLock(tag, file)).not.toMatch(unseen);
            }),
            { numRuns: runs(500) },
        );
    });
});
