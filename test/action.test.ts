import {
    chmodSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app, startTestEmulator } from "../dev/support/emulator";
import { REPOSITORY } from "../dev/support/stack";
import { action, runAction } from "./action.testSupport";
import { textOf } from "./continuousIntegration.testSupport";
import { startForge } from "./forge.testSupport";

const manifest = (name: string, memory: number) =>
    JSON.stringify({
        name,
        version: "1.0",
        platform: "docker",
        device_requirements: { min_cpu: 1, min_memory: memory },
        platform_config: { container: "python:3.12" },
    });
const RULES = "rules: { all: disabled, memory-minimum: { enforcementLevel: LEVEL, minimum: 2 } }\n";

describe("the action", () => {
    let outside: string;
    let folder: string;

    beforeEach(() => {
        outside = mkdtempSync(join(tmpdir(), "bytenite action "));
        folder = join(outside, "project");
        mkdirSync(join(folder, "apps/small"), { recursive: true });
        mkdirSync(join(folder, "apps/large"));
        symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
        write("apps/small/manifest.json", manifest("small", 1));
        write("apps/large/manifest.json", manifest("large", 8));
        rules("mandatory");
    });
    afterEach(() => rmSync(outside, { recursive: true }));

    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const rules = (level: string) => write("bytenite.rules.yaml", RULES.replace("LEVEL", level));
    const report = (name: string) => textOf(join(folder, "bytenite-reports", name));
    const run = (inputs: Record<string, string>, environment: NodeJS.ProcessEnv = {}) =>
        runAction({ folder, outside }, { door: "manifest", ...inputs }, environment);

    test("fails for a finding, and shows it wherever somebody looks", async () => {
        const { exitCode, stdout, outputs, summary } = await run({ files: "apps/*/manifest.json" });

        expect(exitCode).toBe(1);
        expect(stdout).toMatch(
            /^::error file=apps\/small\/manifest\.json,line=1,.*memory-minimum/m,
        );
        expect(stdout).toMatch(/^small@1\.0: memory-minimum \(mandatory, medium\)$/m);
        expect(summary).toContain("### ❌ ByteNite policies: 1 mandatory");
        expect(outputs).toMatchObject({ findings: "1", "exit-code": "1" });
        for (const name of ["json", "sarif", "html", "junit", "markdown"]) {
            expect(textOf(outputs[name] ?? "")).toContain("small");
        }
    });

    test("passes where nothing is found", async () => {
        const done = await run({ files: "apps/large/manifest.json\n" });
        expect(done).toMatchObject({ exitCode: 0, outputs: { findings: "0", "exit-code": "0" } });
        expect(done.summary).toContain("### ✅");
    });

    test("names a manifest that was not judged, since it is an engine's", async () => {
        const engine = { name: "small", version: "1.0", type: "Partitioner" };
        write("apps/small/manifest.json", JSON.stringify(engine));
        const { exitCode, stdout, summary } = await run({ files: "apps/*/manifest.json" });
        const sentence =
            "Not judged, since by their type they are no apps: apps/small/manifest.json (partitioner).";
        expect(exitCode).toBe(0);
        expect(stdout).toContain(`::notice title=Not judged::${sentence}`);
        expect(summary.replaceAll("\\", "")).toContain(`**${sentence}**`);
    });

    test.each([
        ["mandatory", 0],
        ["advisory", 1],
        ["high", 0],
        ["medium", 1],
        ["never", 0],
    ])("an advisory finding with fail-on %s: %d", async (failOn, expected) => {
        rules("advisory");
        const { exitCode, stdout } = await run({
            files: "apps/*/manifest.json",
            "fail-on": failOn,
        });
        expect(exitCode).toBe(expected);
        expect(stdout).toMatch(/^::warning .*memory-minimum/m);
    });

    test.each([
        ["tag", "small"],
        ["catalogue", ""],
    ])("asks ByteNite through the door %s", async (door, files) => {
        const requirements = { minCpu: 1, minMemory: 1, gpu: [] };
        const { emulator, environment } = await startTestEmulator([
            app("small", { deviceRequirements: requirements }),
        ]);
        const done = await run({ door, files }, environment);
        await emulator.close();
        expect(done).toMatchObject({ exitCode: 1, outputs: { findings: "1" } });
    });

    interface Blind {
        what: string;
        inputs?: Record<string, string>;
        files?: Record<string, string>;
        environment?: NodeJS.ProcessEnv;
    }
    const BLIND: Blind[] = [
        { what: "no door", inputs: { door: "" } },
        { what: "an unknown door", inputs: { door: "front" } },
        { what: "an option as door", inputs: { door: "allow-empty" } },
        { what: "no files", inputs: { files: "" } },
        { what: "empty lines as files", inputs: { files: "\n\n" } },
        { what: "files for the catalogue", inputs: { door: "catalogue", files: "x" } },
        { what: "a file that is not there", inputs: { files: "none/manifest.json" } },
        { what: "a glob that finds nothing", inputs: { files: "none/*/manifest.json" } },
        { what: "an option as file", inputs: { files: "--allow-empty" } },
        { what: "an option as stack", inputs: { stack: "--allow-empty" } },
        { what: "a broken manifest", files: { "apps/large/manifest.json": "{" } },
        { what: "no rules file", inputs: { rules: "none.yaml" } },
        { what: "no name of a rules file", inputs: { rules: "" } },
        { what: "a broken rules file", files: { "bytenite.rules.yaml": "rules: [" } },
        {
            what: "rules that are all disabled",
            files: { "bytenite.rules.yaml": "rules: { all: disabled }" },
        },
        { what: "an unknown fail-on", inputs: { "fail-on": "sometimes" } },
        { what: "no fail-on", inputs: { "fail-on": "" } },
        {
            what: "an empty snapshot",
            inputs: { door: "snapshot", files: "empty.json" },
            files: { "empty.json": '{"schemaVersion": 1, "apps": []}' },
        },
        {
            what: "an empty state",
            inputs: { door: "state", files: "empty.json" },
            files: { "empty.json": '{"version": 3, "deployment": {}}' },
        },
        { what: "standard input", inputs: { door: "state", files: "-" } },
        { what: "no credentials", inputs: { door: "catalogue", files: "" } },
        {
            what: "a ByteNite that is not there",
            inputs: { door: "tag", files: "small" },
            environment: { BYTENITE_ENDPOINT: "http://127.0.0.1:9", BYTENITE_API_KEY: "k" },
        },
    ];
    test.each(BLIND)("does not pass with $what, even if no finding fails it", async (blind) => {
        mkdirSync(join(folder, "bytenite-reports"));
        // An earlier run was content.
        for (const name of ["bytenite.sarif", "bytenite.json", "comment.md"]) {
            write(`bytenite-reports/${name}`, '{"findings": [], "is": "✅"}');
        }
        for (const [name, text] of Object.entries(blind.files ?? {})) write(name, text);
        const inputs = { files: "apps/*/manifest.json", "fail-on": "never", ...blind.inputs };

        const { exitCode, outputs, stdout, summary } = await run(inputs, blind.environment);

        expect(exitCode).toBeGreaterThan(1);
        expect(stdout).toMatch(/^::error /m);
        expect(outputs).not.toHaveProperty("findings");
        expect(outputs).not.toHaveProperty("sarif");
        expect(report("bytenite.sarif")).toBe("");
        expect(report("comment.md")).toContain("❌");
        expect(report("comment.md") + report("bytenite.json") + summary).not.toContain("✅");
    });

    test.each(Object.keys(action.inputs))("the input %s is no command", async (name) => {
        for (const text of [
            "$(touch hacked)",
            '"; touch hacked; "',
            "`touch hacked`",
            "a[$(touch hacked)]",
        ]) {
            await run({ files: "apps/*/manifest.json", [name]: text });
        }
        const files = readdirSync(folder, { recursive: true }).map(String);
        expect(files.filter((file) => file.endsWith("/hacked") || file === "hacked")).toEqual([]);
    });

    describe("the version", () => {
        /** Notes what npm is asked for, in place of npm, and installs a command that is content. */
        function fakeNpm(): NodeJS.ProcessEnv {
            mkdirSync(join(outside, "bin"));
            const script = `#!/usr/bin/env bash\nprintf '%s\\n' "$@" >"${outside}/asked.txt"\nexit 1\n`;
            writeFileSync(join(outside, "bin/npm"), script);
            chmodSync(join(outside, "bin/npm"), 0o755);
            return { PATH: `${outside}/bin:${process.env.PATH}` };
        }
        const asked = () => textOf(join(outside, "asked.txt")).split("\n");

        test("that is given is installed, without scripts; a failure of npm fails", async () => {
            const done = await run({ files: "x", version: "0.1.0" }, fakeNpm());
            expect(done.exitCode).toBe(1);
            expect(asked()).toEqual(
                expect.arrayContaining(["--ignore-scripts", "pulumi-bytenite-policies@0.1.0"]),
            );
        });

        test("is the action's own where the repository has none", async () => {
            rmSync(join(folder, "node_modules"));
            await run({ files: "x" }, fakeNpm());
            const text = textOf(join(REPOSITORY, "policies/package.json"));
            const { version } = JSON.parse(text) as { version: string };
            expect(asked()).toContain(`pulumi-bytenite-policies@${version}`);
        });

        test.each([
            "latest",
            "^0.1.0",
            "file:../x",
            "https://example.com/x.tgz",
            "npm:other@1.0.0",
            "1.0.0\nx",
        ])("%j is none", async (version) => {
            const done = await run({ files: "x", version }, fakeNpm());
            expect(done.exitCode).toBe(1);
            expect(done.stdout).toContain("The input version must be a version such as 0.1.0.");
            expect(asked()).toEqual([""]);
        });
    });

    test("comments on the pull request, once", async () => {
        const forge = await startForge();
        await run({ files: "apps/*/manifest.json" });
        const environment = { GITHUB_API_URL: forge.url };
        const steps = ["Comment"];
        const values = { door: "manifest" };
        const first = await runAction({ folder, outside }, values, environment, steps);
        const second = await runAction({ folder, outside }, values, environment, steps);
        await forge.close();
        expect([first, second]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
        expect(forge.comments).toHaveLength(1);
        expect(forge.comments[0]?.body).toContain("memory-minimum");
    });
});
