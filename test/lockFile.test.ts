import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import { API_KEY, app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const COMMAND = join(REPOSITORY, "provider/bin/pulumi-bytenite.js");
const execute = promisify(execFile);

describe("a lock file", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let stack: Stack;

    const registry = { username: "canary-user", token: "canary-token", privateImage: true };
    const platformConfig = { container: "registry.example/render:1", ...registry };
    const render = (gpu: string, revision: string) =>
        app("render", { deviceRequirements: { minCpu: 2, gpu: [gpu] }, platformConfig, revision });

    beforeEach(async () => {
        ({ emulator, environment } = await startTestEmulator([
            render("tesla t4", "3"),
            app("train"),
        ]));
        environment = { ...environment, BYTENITE_RETRIES: "0" };
        backend = await Backend.create();
        stack = await backend.stack("locked", { environment });
        await stack.setTags("render@1.0", "train");
    });

    afterEach(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const lockFile = () => join(stack.project, "bytenite.lock.json");
    const setMode = (lock: string) => (stack.environment = { ...environment, BYTENITE_LOCK: lock });
    const pushAgain = () =>
        emulator.setCatalogue({ apps: [render("nvidia h100", "4"), app("train")] });
    const gpu = async () =>
        (await stack.resources()).find(({ id }) => id === "render@1.0")?.outputs
            ?.deviceRequirements;

    test("is not there unless it is asked for", async () => {
        await stack.succeed("up");
        await stack.succeed("refresh");
        expect(existsSync(lockFile())).toBe(false);
    });

    test("is written, held to, and renewed by refresh", async () => {
        setMode("update");
        await stack.succeed("preview");
        const written = await readFile(lockFile(), "utf8");
        const { apps } = JSON.parse(written) as { apps: Record<string, { hash: string }> };
        expect(Object.keys(apps)).toEqual(["render@1.0", "train"]);
        for (const canary of [API_KEY, registry.username, registry.token]) {
            expect(written).not.toContain(canary);
        }
        const { ino } = await stat(lockFile());
        await stack.succeed("up");
        await stack.succeed("refresh");
        expect((await stat(lockFile())).ino).toBe(ino);

        setMode("frozen");
        await stack.succeed("preview", "--expect-no-changes");
        await stack.succeed("refresh");

        pushAgain();
        for (const command of ["preview", "refresh"]) {
            const { exitCode, stdout, stderr } = await stack.run(command);
            expect(exitCode).not.toBe(0);
            expect(stdout.replace(/\s+/g, " ")).toMatch(
                /The app "render@1\.0" is not what bytenite\.lock\.json has: hash ….{8} → ….{8}, deviceRequirements\.gpu \["tesla t4"\] → \["nvidia h100"\], revision 3 → 4\. Push the app again as it was, or accept the change: npx pulumi-bytenite lock render@1\.0/,
            );
            expect(stdout + stderr).not.toMatch(/^\s+at /m);
        }
        expect(await gpu()).toMatchObject({ gpu: ["tesla t4"] });

        setMode("update");
        await stack.succeed("refresh");
        expect(await readFile(lockFile(), "utf8")).toContain("nvidia h100");
        expect(await gpu()).toMatchObject({ gpu: ["nvidia h100"] });
        setMode("frozen");
        await stack.succeed("preview", "--expect-no-changes");
    });

    test("is the one that the policy pack holds apps to", async () => {
        setMode("update");
        await stack.setRules({
            lock: "bytenite.lock.json",
            rules: { all: "disabled", "hash-locked": "mandatory" },
        });
        await stack.succeed("preview");
        setMode("off");
        await stack.succeed("preview", "--policy-pack", POLICY_PACK);
        pushAgain();
        const { exitCode, stdout } = await stack.run("preview", "--policy-pack", POLICY_PACK);
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\].*hash-locked .*App: render\)/);
        expect(stdout).not.toContain("App: train)");
    });

    test("the stack's configuration sets it before the environment, for refresh from the next up on", async () => {
        const custom = join(stack.project, "locks/render.json");
        await mkdir(dirname(custom));
        await stack.configure({
            "bytenite:lock": "update",
            "bytenite:lockFile": "locks/render.json",
        });
        setMode("off");
        await stack.succeed("up");
        expect(existsSync(lockFile())).toBe(false);
        await rm(custom);
        await stack.succeed("refresh");
        expect(await readFile(custom, "utf8")).toContain('"render@1.0"');

        await stack.configure({ "bytenite:lock": "frozen" });
        pushAgain();
        expect((await stack.run("preview")).stdout).toContain("is not what locks/render.json has");
        // The engine keeps the configuration of the last update for it.
        await stack.succeed("refresh");
        expect(await readFile(custom, "utf8")).toContain("nvidia h100");
    });

    test("offline, the whole stack comes from it, without ByteNite and credentials", async () => {
        setMode("update");
        await stack.succeed("preview");
        await emulator.close();
        const requests = emulator.countRequests();
        // The endpoint is a fact of the state.
        stack.environment = { BYTENITE_ENDPOINT: emulator.url, BYTENITE_LOCK: "offline" };

        await stack.succeed("preview");
        await stack.succeed("up");
        await stack.succeed("refresh");
        await stack.succeed("preview", "--expect-no-changes");

        expect(emulator.countRequests()).toBe(requests);
        const { apps } = await stack.outputs<{ apps: Record<string, object> }>();
        expect(apps.render).toMatchObject({
            tag: "render@1.0",
            status: "active",
            deviceRequirements: { minCpu: 2, gpu: ["tesla t4"] },
            hasRegistryCredentials: true,
        });

        await stack.setTags("render@1.0", "train", "other");
        const missing = await stack.run("preview");
        expect(missing.stdout).toContain('The tag "other" is not in bytenite.lock.json.');

        await writeFile(lockFile(), "<<<<<<< HEAD\n");
        const broken = await stack.run("refresh");
        expect(broken.exitCode).not.toBe(0);
        expect(broken.stdout).toContain("has merge conflicts");
        await rm(lockFile());
        const gone = await stack.run("refresh");
        expect(gone.stdout).toContain("There is no lock file bytenite.lock.json.");
        expect(await stack.resources()).toHaveLength(2);
    });

    test("a program in a folder of its own is told paths by which it is understood from everywhere", async () => {
        const source = join(stack.project, "source");
        await mkdir(source);
        await rename(join(stack.project, "index.ts"), join(source, "index.ts"));
        const project = join(stack.project, "Pulumi.yaml");
        const text = await readFile(project, "utf8");
        await writeFile(project, text.replace(/^main:.*$/m, "main: source/"));
        const locked = join(source, "bytenite.lock.json");

        setMode("update");
        await stack.succeed("up");
        expect(existsSync(locked)).toBe(true);
        expect(existsSync(lockFile())).toBe(false);

        setMode("frozen");
        emulator.setCatalogue({ apps: [render("tesla t4", "3"), app("other")] });
        await stack.setTags("render@1.0", "other");
        const missing = await stack.run("preview");
        const [, file, words] =
            /The tag "other" is not in (.*?)\. Add it: npx pulumi-bytenite (.*) \[LOCK_MISSING\]$/m.exec(
                missing.stdout,
            ) ?? [];
        expect(file).toBe(locked);
        // As somebody pastes it into the shell of the project's folder.
        await execute("sh", ["-c", `"${process.execPath}" "${COMMAND}" ${words}`], {
            cwd: stack.project,
            env: { ...process.env, ...environment },
        });
        await stack.succeed("up");

        await stack.configure({ "bytenite:caFile": "authority.pem" });
        const { stdout } = await stack.run("preview");
        expect(stdout).toContain(
            `bytenite:caFile in the stack configuration names the file ${join(source, "authority.pem")} (a relative path begins at the folder in which the program runs), which can't be used: there is no such file.`,
        );
    });
});
