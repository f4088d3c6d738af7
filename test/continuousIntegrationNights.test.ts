import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppDefinition } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import {
    checkOut,
    evaluate,
    githubEnvironment,
    gitlab,
    read,
    runScript,
    SECRETS,
    stepOf,
    textOf,
    workflow,
} from "./continuousIntegration.testSupport";

const sweepStep = stepOf(workflow("nightly").jobs.sweep?.steps, "Sweep");
const GOOD = app("good", { deviceRequirements: { minCpu: 1, minMemory: 4, gpu: ["T4"] } });
const little = (name: string) =>
    app(name, { deviceRequirements: { minCpu: 1, minMemory: 1, gpu: ["T4"] } });
const MISSPELT = app("misspelt", {
    deviceRequirements: { minCpu: 1, minMemory: 4, gpu: ["L4O"] },
});

const ODD = app("odd", { deviceRequirements: { minCpu: 1, minMemory: 4, gpu: ["::error::x"] } });

describe("the nightly sweep", () => {
    let outside: string;
    let folder: string;

    beforeEach(() => {
        outside = mkdtempSync(join(tmpdir(), "bytenite nights "));
        folder = join(outside, "project");
        checkOut(folder);
    });
    afterEach(() => rmSync(outside, { recursive: true }));

    const kept = () => textOf(join(folder, "catalogue/yesterday.json"));
    const report = (name: string) => textOf(join(folder, "reports", name));
    const summary = () => textOf(join(outside, "summary.md"));

    /**
     * @param apps the catalogue of that night. Absent: ByteNite can't be reached
     * @param more in the environment of the job
     */
    async function night(
        apps?: AppDefinition[],
        system: "GitHub" | "GitLab" = "GitHub",
        more: NodeJS.ProcessEnv = {},
    ) {
        const { emulator, environment } = await startTestEmulator(apps ?? []);
        if (!apps) await emulator.close();
        const values = { "secrets.BYTENITE_API_KEY": SECRETS.BYTENITE_API_KEY };
        const isGithub = system === "GitHub";
        const commands = isGithub ? sweepStep.run : gitlab.nightly?.script?.join("\n");
        rmSync(join(outside, "summary.md"), { force: true });
        const result = await runScript(commands ?? "", {
            folder,
            options: isGithub ? "-e" : "-eo",
            environment: {
                PATH: process.env.PATH,
                HOME: outside,
                ...environment,
                ...more,
                ...(isGithub && {
                    ...githubEnvironment(outside),
                    ...evaluate(sweepStep.env, values),
                }),
            },
        });
        if (apps) await emulator.close();
        return result;
    }

    test.each(["GitHub", "GitLab"] as const)(
        "%s: it fails for what is new only",
        async (system) => {
            // In the first night, everything is new.
            expect(await night([GOOD, little("old")], system)).toMatchObject({ exitCode: 1 });
            expect(report("new.txt")).toContain("old@1.0: memory-minimum (advisory, ");
            const first = kept();
            expect(first).toContain('"old@1.0"');

            // The same again is nothing new, though it is still found.
            expect(await night([GOOD, little("old")], system)).toMatchObject({ exitCode: 0 });
            expect(report("new.txt")).toContain("1 finding as before.");
            expect(report("bytenite.json")).toContain('"memory-minimum"');
            expect(kept()).toBe(first);

            const third = await night([GOOD, little("old"), MISSPELT], system);
            expect(third).toMatchObject({ exitCode: 1 });
            expect(third.stdout).toContain("misspelt@1.0: gpu-known (mandatory)");
            expect(report("new.txt")).not.toContain("old@1.0");
            expect(kept()).toContain('"misspelt@1.0"');
            expect(read("README.md")).toContain(report("new.txt"));
            if (system === "GitHub") {
                expect(third.stdout).toMatch(
                    /^::error .*findings that were not there the last night/m,
                );
                expect(summary()).toContain("misspelt@1.0: gpu-known (mandatory)");
                expect(summary()).toContain("### ❌ ByteNite policies: ");
            } else {
                expect(third.stdout).not.toMatch(/^::/m);
            }
        },
    );

    test("it fails for what a waiver covered until the last night", async () => {
        const rules = read("bytenite.rules.yaml");
        const waiver =
            "{ rule: gpu-known, app: misspelt, reason: r, owner: o, expires: 2026-01-14 }";
        writeFileSync(join(folder, "bytenite.rules.yaml"), `${rules}\nwaivers: [${waiver}]\n`);
        const on = (day: string) => night([MISSPELT], "GitHub", { BYTENITE_TODAY: day });
        await on("2026-01-13");
        expect(await on("2026-01-14")).toMatchObject({ exitCode: 0 });

        expect(await on("2026-01-15")).toMatchObject({ exitCode: 1 });
        expect(report("new.txt")).toContain(
            "Newly refused (1)\n  misspelt@1.0: gpu-known (mandatory)",
        );
        expect(report("new.txt")).toContain("misspelt@1.0: waiver-expired (advisory)");

        expect(await on("2026-01-16")).toMatchObject({ exitCode: 0 });
    });

    test("it fails for what rules find that have become stricter", async () => {
        await night([GOOD]);
        const rules = read("bytenite.rules.yaml").replace("minimum: 2", "minimum: 8");
        writeFileSync(join(folder, "bytenite.rules.yaml"), rules);
        expect(await night([GOOD])).toMatchObject({ exitCode: 1 });
        expect(report("new.txt")).toContain("Newly advised (1)\n  good@1.0: memory-minimum");
        expect(await night([GOOD])).toMatchObject({ exitCode: 0 });
    });

    test("it goes on from the snapshot that an earlier version has kept", async () => {
        await night([GOOD]);
        const snapshot = readFileSync(join(folder, "reports/snapshot.json"));
        writeFileSync(join(folder, "catalogue/yesterday.json"), snapshot);
        expect(await night([GOOD])).toMatchObject({ exitCode: 0 });
        expect(kept()).toBe(report("bytenite.json"));
    });

    test.each([
        ["ByteNite can't be reached", undefined, 3],
        ["the catalogue is empty", [], 2],
    ])("where %s, it fails, and keeps the last night", async (_what, apps, expected) => {
        await night([GOOD]);
        const before = kept();

        const { exitCode, stderr } = await night(apps);

        expect({ exitCode, stderr }).toMatchObject({ exitCode: expected });
        expect(kept()).toBe(before);
        expect(report("bytenite.sarif") + summary()).toBe("");
    });

    test("without the rules file, it fails, and leaves no report for code scanning", async () => {
        rmSync(join(folder, "bytenite.rules.yaml"));
        const { exitCode, stderr } = await night([GOOD]);
        expect(exitCode).toBe(2);
        expect(stderr).toMatch(/There is no rules file at .*bytenite\.rules\.yaml/);
        expect(report("bytenite.sarif")).toBe("");
    });

    test("where no rule runs, it fails, and leaves no report for code scanning", async () => {
        writeFileSync(join(folder, "bytenite.rules.yaml"), "rules: { all: disabled }\n");
        const { exitCode, stderr } = await night([GOOD]);
        expect(exitCode).toBe(2);
        expect(stderr).toContain("Nothing was judged: no rule runs");
        expect(report("bytenite.sarif") + summary()).toBe("");
    });

    test("a report of the last night that is cut off is no empty one", async () => {
        await night([GOOD]);
        writeFileSync(join(folder, "catalogue/yesterday.json"), kept().slice(0, 40));
        const { exitCode, stderr } = await night([GOOD]);
        expect(exitCode).toBe(2);
        expect(stderr).toContain("yesterday.json");
    });

    test("a name in the catalogue is no command for GitHub", async () => {
        const { stdout } = await night([ODD]);
        const [, shown = ""] = /^::stop-commands::(.*)$/m.exec(stdout) ?? [];
        expect(stdout.indexOf("::error::x")).toBeGreaterThan(stdout.indexOf(shown));
        expect(stdout.lastIndexOf("::error::x")).toBeLessThan(stdout.lastIndexOf(`::${shown}::`));
    });

    test("the two halves of the workflow name one file", () => {
        const { steps } = workflow("nightly").jobs.sweep ?? {};
        const [fetch, keep] = [
            "Fetch the report of the last night",
            "Keep the report for the next night",
        ];
        const key = (name: string) => stepOf(steps, name).with;
        expect(key(fetch)).toEqual({ ...key(keep), "restore-keys": "bytenite-catalogue-" });
        expect(key(keep)).toMatchObject({ path: "catalogue/yesterday.json" });
        expect(readFileSync(join(folder, ".gitignore"), "utf8")).toContain("catalogue/");
        expect(existsSync(join(folder, "catalogue"))).toBe(false);
    });
});
