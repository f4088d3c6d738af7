import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "bytenite-emulator";
import { API_KEY, app } from "../../dev/support/emulator";
import { freePort } from "../../dev/support/freePort";
import { withoutCode } from "../commandLine/commandLine.testSupport";
import { useLiveCommand } from "./live.testSupport";

const RULES = `rules:
  all: disabled
  memory-minimum: { enforcementLevel: mandatory, minimum: 8 }
`;
const REGISTRY_TOKEN = "canary-registry-token-91c2";
const manyApps = Array.from({ length: 250 }, (_, index) =>
    app(`app-${index}`, {
        platformConfig: { container: "a/b:1", username: "canary-user", token: REGISTRY_TOKEN },
    }),
);
const live = useLiveCommand({ catalogue: { apps: manyApps } });
const { folder, run } = live;
const CANARIES = [API_KEY, REGISTRY_TOKEN, "canary-user", "canary-token-1f77"];

beforeEach(() => writeFileSync(join(folder, "bytenite.rules.yaml"), RULES));

/** Runs it, and looks whether any credential is in what it tells. */
async function runSafely(...given: Parameters<typeof run>): ReturnType<typeof run> {
    const ended = await run(...given);
    for (const canary of CANARIES) expect(ended.stdout + ended.stderr).not.toContain(canary);
    // What the client says of several tags ends with a code for each.
    const stderr = withoutCode(ended.status, ended.stderr).replaceAll(/ \[[A-Z_]+\]$/gm, "");
    return { ...ended, stderr };
}

describe("--catalogue", () => {
    it("judges every app of all pages, and is quiet elsewhere than on a terminal", async () => {
        const { status, stdout, stderr } = await runSafely(["check", "--catalogue", "--json"]);
        expect(status).toBe(1);
        const findings = JSON.parse(stdout) as { tag: string }[];
        expect(new Set(findings.map(({ tag }) => tag)).size).toBe(250);
        expect(findings).toContainEqual(
            expect.objectContaining({ rule: "memory-minimum", tag: "app-249@1.0" }),
        );
        expect(stderr).toBe(
            `The catalogue at ${live.emulator.url} was judged by bytenite.rules.yaml (no environment), as of 2026-01-15, which BYTENITE_TODAY says: 250 apps, 1 rule, 1 of them mandatory.\n`,
        );
        expect(live.emulator.countRequests("getApps")).toBe(3);
    });

    it("misses no app that moves while another one is deleted between two pages", async () => {
        const { emulator } = live;
        emulator.faults = [{ operation: "getApps", latency: 50 }];
        const watch = setInterval(() => {
            // The first page was answered by then.
            if (emulator.countRequests("getApps") < 2) return;
            clearInterval(watch);
            emulator.setCatalogue({ apps: manyApps.slice(1) });
        }, 1);
        const { status, stdout } = await runSafely(["check", "--catalogue", "--json"]);
        clearInterval(watch);
        expect(status).toBe(1);
        expect(emulator.countRequests("getApps")).toBeGreaterThan(3);
        const tags = new Set((JSON.parse(stdout) as { tag: string }[]).map(({ tag }) => tag));
        for (const { name } of manyApps.slice(1)) expect(tags).toContain(`${name}@1.0`);
    });

    it("says that there is no app, which is an error unless it is allowed", async () => {
        live.emulator.setCatalogue({ apps: [] });
        const { status, stderr } = await runSafely(["check", "--catalogue"]);
        expect(status).toBe(2);
        expect(stderr).toContain("Nothing was judged: ByteNite has no app for you.");
        expect((await runSafely(["check", "--catalogue", "--allow-empty"])).status).toBe(0);
    });
});

describe("--tag", () => {
    it("judges the apps that are named, each once", async () => {
        const args = ["check", "--json", "--tag", "app-1@1.0", "app-2", "app-1@1.0"];
        const { status, stdout, stderr } = await runSafely(args);
        expect(status).toBe(1);
        expect((JSON.parse(stdout) as { tag: string }[]).map(({ tag }) => tag)).toEqual([
            "app-1@1.0",
            "app-2",
        ]);
        expect(stderr).toMatch(/^A choice of 2 tags at http/);
    });

    it("names each tag that there is no app for, with exit code 2", async () => {
        const args = ["check", "--tag", "app-1@1.0", "nope@1.0", "none", "--json"];
        const { status, stdout, stderr } = await runSafely(args);
        expect([status, stdout]).toEqual([2, ""]);
        expect(stderr.split("\n")).toEqual([
            expect.stringMatching(/^There is no app for the tag "nope@1.0".*Check the name/),
            expect.stringMatching(/^There is no app for the tag "none"/),
            "",
        ]);
    });

    it("refuses what is no tag before anybody is asked", async () => {
        const { status, stderr } = await runSafely([
            "check",
            "--tag",
            "a b",
            "--endpoint",
            "http://127.0.0.1:1",
        ]);
        expect([status, stderr]).toEqual([2, expect.stringContaining("ByteNite was not asked")]);
    });
});

describe.each(["--catalogue", "--tag app-1@1.0"])("%s, where ByteNite gives no answer", (door) => {
    const args = ["check", ...door.split(" ")];

    it.each<[string, Fault, RegExp]>([
        ["fails", { status: 500 }, /^ByteNite failed for (the|an) .* 500.*Try again later/],
        ["is overloaded", { status: 503 }, /^ByteNite failed for/],
        ["lets nobody in", { status: 401 }, /^The credentials were refused when asking/],
        ["forbids it", { status: 403 }, /^The credentials don't allow reading/],
        ["wants a pause", { status: 429 }, /^Too many requests/],
        ["breaks off", { truncateAfter: 5 }, /^ByteNite can't be reached at http.*broke off/],
        ["is no JSON", { body: "<html>" }, /is not JSON\. Is BYTENITE_ENDPOINT the/],
        ["has no app", { body: { apps: 5, app: 5 } }, /^ByteNite's answer to GET .* must be/],
        ["leads elsewhere", { redirect: "http://127.0.0.1:1/" }, /Set BYTENITE_ENDPOINT to/],
        ["lasts", { hang: true }, /did not answer .* or give it longer: BYTENITE_TIMEOUT=60/],
    ])("says so in one line, with exit code 3: it %s", async (_what, fault, message) => {
        live.emulator.faults = [
            { operation: "getApps", ...fault },
            { operation: "getAppByTag", ...fault },
        ];
        const { status, stdout, stderr } = await runSafely(
            args,
            fault.hang ? { BYTENITE_TIMEOUT: "0.5" } : {},
        );
        expect([status, stdout]).toEqual([3, ""]);
        expect(stderr).toMatch(message);
        expect(stderr.trimEnd().split("\n")).toHaveLength(1);
        expect(stderr).not.toMatch(/pulumi|bytenite:/);
    });

    it("says which address can't be reached", async () => {
        const endpoint = `http://127.0.0.1:${await freePort()}/v1`;
        const { status, stderr } = await runSafely([...args, "--endpoint", endpoint]);
        expect(status).toBe(3);
        expect(stderr).toContain(`ByteNite can't be reached at ${endpoint} for`);
        expect(stderr).toContain("Check --endpoint and the network.\n");
    });

    it("says that the key is wrong", async () => {
        const ended = await runSafely(args, { BYTENITE_API_KEY: "canary-token-1f77" });
        expect(ended).toMatchObject({ status: 3, stdout: "" });
        expect(ended.stderr).toMatch(
            /^The credentials were refused when asking for an access token/,
        );
    });

    it("says that there are no credentials, or a wrong setting, with exit code 2", async () => {
        const none = await runSafely(args, { BYTENITE_API_KEY: "" });
        expect(none).toMatchObject({ status: 2, stdout: "" });
        expect(none.stderr).toMatch(
            /^There are no ByteNite credentials\. Looked at BYTENITE_API_KEY .*, for example: BYTENITE_API_KEY=…\n$/,
        );
        const insecure = await runSafely([...args, "--endpoint", "http://example.com"]);
        expect(insecure).toMatchObject({
            status: 2,
            stderr:
                "--endpoint on the command line begins with http://, so that anyone on the way could read the credentials. " +
                "Use https://, or allow it: BYTENITE_ALLOW_INSECURE_ENDPOINT=true\n",
        });
        const wrong = await runSafely(args, { BYTENITE_TIMEOUT: "soon" });
        expect(wrong).toMatchObject({
            status: 2,
            stderr: 'BYTENITE_TIMEOUT in the environment must be a number from 0.1 to 600, but is "soon".\n',
        });
    });

    it("ends at Ctrl-C at once, with a line", async () => {
        live.emulator.faults = [{ hang: true }];
        const ended = await run(args, {}, (child) => {
            const watch = setInterval(() => {
                if (live.emulator.countRequests() === 0) return;
                clearInterval(watch);
                child.kill("SIGINT");
            }, 5);
        });
        expect(ended).toEqual({ status: 130, stdout: "", stderr: "Interrupted\n" });
    });
});

describe("bytenite-policies snapshot", () => {
    it("writes every app without credentials, the same each time, and judges as the catalogue", async () => {
        expect((await runSafely(["snapshot", "--output", "one.json"])).status).toBe(0);
        const { stdout, stderr } = await runSafely(["snapshot"]);
        const written = readFileSync(join(folder, "one.json"), "utf8");
        expect(stdout).toBe(written);
        expect(stderr).toBe(`The catalogue at ${live.emulator.url}: 250 apps.\n`);
        for (const canary of CANARIES) expect(written).not.toContain(canary);
        expect(written).toContain('"hasRegistryCredentials": true');
        const [fromSnapshot, fromCatalogue] = [
            await runSafely(["check", "--json", "--snapshot", "one.json"]),
            await runSafely(["check", "--json", "--catalogue"]),
        ];
        expect(fromSnapshot.stdout).toBe(fromCatalogue.stdout);
        expect(fromSnapshot.stderr).toMatch(/^The snapshot one\.json was judged/);
    });

    it("writes the tags that are given, and nothing where one is missing", async () => {
        await runSafely(["snapshot", "--tag", "app-7", "app-1@1.0", "--output", "two.json"]);
        const { apps } = JSON.parse(readFileSync(join(folder, "two.json"), "utf8")) as {
            apps: { tag: string }[];
        };
        expect(apps.map(({ tag }) => tag)).toEqual(["app-1@1.0", "app-7"]);
        const missing = await runSafely([
            "snapshot",
            "--tag",
            "app-7",
            "nope",
            "--output",
            "3.json",
        ]);
        expect(missing).toMatchObject({ status: 2, stdout: "" });
        live.emulator.setCatalogue({ apps: [] });
        const empty = await runSafely(["snapshot", "--output", "4.json"]);
        expect(empty).toMatchObject({
            status: 2,
            stderr: expect.stringMatching(/^Nothing was written: ByteNite has no app/) as string,
        });
        expect(readdirSync(folder).filter((file) => /^[34]\./.test(file))).toEqual([]);
    });
});
