import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import { describeFinding } from "../policies/contract/finding";
import type { LeveledFinding } from "../policies/contract/evaluation";
import {
    DIVERSE_APPS,
    STRICT_RULES,
    TAGS,
    writeManifests,
} from "../policies/doors/parity.testSupport";
import { startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const COMMAND = join(REPOSITORY, "policies/bin/bytenite-policies.js");
const TODAY = "2026-01-15";

describe("the same apps through every door, with what the real engine wrote", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;
    /** Another one, which has the same apps in a selection. */
    let selection: Stack;
    let ofCatalogue: LeveledFinding[];

    beforeAll(async () => {
        const started = await startTestEmulator([...DIVERSE_APPS]);
        ({ emulator } = started);
        backend = await Backend.create();
        stack = await backend.stack("parity", {
            environment: {
                ...started.environment,
                BYTENITE_LOCK: "update",
                BYTENITE_TODAY: TODAY,
            },
        });
        await stack.setTags(...TAGS);
        await write("bytenite.rules.yaml", STRICT_RULES);
        await stack.succeed("up");
        const shown = "--show-secrets";
        await write("state.json", await stack.succeed("stack", "export", shown));
        await write("outputs.json", await stack.succeed("stack", "output", "--json", shown));
        writeManifests(join(stack.project, "manifests"), DIVERSE_APPS);
        selection = await backend.stack("selected", { environment: stack.environment });
        await selection.setSelection({ name: "*" });
        await writeFile(join(selection.project, "bytenite.rules.yaml"), STRICT_RULES);
        await selection.succeed("up");
        await write("selection.json", await selection.succeed("stack", "export", shown));
        await run("snapshot", "--output", "snapshot.json");
        ofCatalogue = await check("--catalogue");
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const write = (file: string, text: string) => writeFile(join(stack.project, file), text);

    async function run(...args: string[]): Promise<string> {
        const options = {
            cwd: stack.project,
            env: { ...process.env, PWD: stack.project, ...stack.environment },
            maxBuffer: 100 * 1024 * 1024,
        };
        return promisify(execFile)(process.execPath, [COMMAND, ...args], options).then(
            ({ stdout }) => stdout,
            ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => {
                if (code !== 1) throw new Error(`exited with ${code}: ${stderr}`);
                return stdout;
            },
        );
    }

    async function check(...door: string[]): Promise<LeveledFinding[]> {
        return JSON.parse(await run("check", "--json", ...door)) as LeveledFinding[];
    }

    test.each([
        ["the tags", ["--tag", ...TAGS]],
        ["pulumi stack export", ["--state", "state.json"]],
        ["pulumi stack export of a selection", ["--state", "selection.json"]],
        ["pulumi stack output --json", ["--state", "outputs.json"]],
        ["a snapshot", ["--snapshot", "snapshot.json"]],
        ["the lock file of pulumi up", ["--lock", "bytenite.lock.json"]],
    ])("%s", async (_what, door) => {
        expect(ofCatalogue.length).toBeGreaterThan(50);
        expect(await check(...door)).toEqual(ofCatalogue);
    });

    test.each(["state.json", "selection.json"])("%s leaves no app uncovered", async (state) => {
        const found = JSON.parse(await run("uncovered", "--state", state, "--json")) as object;
        expect(found).toMatchObject({ apps: TAGS.length, uncovered: [], unknown: [] });
    });

    test("manifests, as far as they tell the facts", async () => {
        const found = await check("--manifest", "manifests/*/manifest.json");
        const ids = new Set(found.map(({ id }) => id));
        const others = ofCatalogue.filter(({ id }) => !ids.has(id));
        expect(found).toEqual(ofCatalogue.filter(({ id }) => ids.has(id)));
        expect([...new Set(others.map(({ field }) => field))].sort()).toEqual([
            "hash",
            "isPublic",
            "owner",
            "status",
            "updatedAt",
            "userName",
            expect.stringMatching(/^waivers\/status-allowed/),
        ]);
    });

    test.each([
        ["pulumi preview", "preview", [], () => stack],
        ["pulumi policy analyze", "policy", ["analyze"], () => stack],
        ["pulumi preview of a selection", "preview", [], () => selection],
        ["pulumi policy analyze of a selection", "policy", ["analyze"], () => selection],
    ])("%s", async (_what, command, args, of) => {
        const { stdout } = await of().run(command, ...args, "--policy-pack", POLICY_PACK);
        const told = stdout.split("\n").map((line) => line.trim());
        // Each stands below the rule's description.
        const headers = told.filter((line) => /^- \[(advisory|mandatory)\]/.test(line));
        const missing = ofCatalogue.map(describeFinding).filter((text) => !told.includes(text));
        expect(missing).toEqual([]);
        expect(headers).toHaveLength(ofCatalogue.length);
    });
});
