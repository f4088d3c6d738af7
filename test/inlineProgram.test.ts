import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "bytenite-emulator";
import { compareTexts } from "bytenite-core/model";
import { SHAPES, type ShapeName } from "./programs/inline/shapes";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, REPOSITORY, type State } from "../dev/support/stack";

const execute = promisify(execFile);
const ALL = Object.keys(SHAPES) as ShapeName[];
const CAUGHT: ShapeName = "getApp, caught";

interface StepResult {
    step: string;
    /** What a failed command printed. */
    output?: string;
    deployment: State;
}

describe("an inline program of the Automation API", () => {
    let emulator: Emulator;
    let backend: Backend;
    let environment: NodeJS.ProcessEnv;

    beforeEach(async () => {
        ({ emulator, environment } = await startTestEmulator([app("render")]));
        backend = await Backend.create();
    });

    afterEach(async () => {
        await emulator.close();
        await backend.dispose();
    });

    async function run(...steps: string[]): Promise<StepResult[]> {
        const script = join(REPOSITORY, "test/programs/inline/run.ts");
        const { stdout } = await execute("ts-node", ["--transpile-only", script, ...steps], {
            cwd: backend.folder,
            env: { ...backend.environment, ...environment },
            maxBuffer: 100 * 1024 * 1024,
        });
        const lines = stdout.trim().split("\n");
        return lines.map((line) => JSON.parse(line) as StepResult);
    }

    /** What the state says of the resources. The stack's own outputs are the program's business. */
    function resources({ deployment }: StepResult): unknown[] {
        return (deployment.resources ?? [])
            .filter(({ type }) => type !== "pulumi:pulumi:Stack")
            .map(({ urn, id, inputs, outputs }) => ({ urn, id, inputs, outputs }))
            .sort((a, b) => compareTexts(a.urn, b.urn));
    }

    /** The lines that tell a person about failed apps, each of which the CLI prints several times. */
    function problems({ output = "" }: StepResult): string[] {
        expect(output).not.toMatch(/^\s+at /m);
        const lines = output
            .split("\n")
            .flatMap((line) => /error: (App ".*)$/.exec(line)?.[1] ?? []);
        return [...new Set(lines)].map((line) => line.replace(/: ByteNite answered .*/, ""));
    }

    /** Runs the steps on a stack that was deployed, and sees that none of them takes anything from it. */
    async function runOnDeployed(...steps: string[]): Promise<StepResult[]> {
        const [, deployed, ...results] = await run("records", "up", ...steps);
        if (!deployed || deployed.output) throw new Error(deployed?.output);
        for (const result of results) {
            const { step } = result;
            expect({ step, resources: resources(result) }).toEqual({
                step,
                resources: resources(deployed),
            });
        }
        return results;
    }

    test("up ends when a look-up fails, however it is used, and leaves the state as it is", async () => {
        const results = await runOnDeployed(...ALL.map((shape) => `up:${shape}`), "up");

        const fine = results.filter(({ output }) => output === undefined);
        expect(fine.map(({ step }) => step)).toEqual([`up:${CAUGHT}`, "up"]);
        for (const { output = "" } of results) expect(output).not.toMatch(/^\s+at |Unhandled/m);
    });

    test("every command tells all that failed, as it does for other programs", async () => {
        const results = await runOnDeployed(
            "preview:several Apps",
            "up:several Apps",
            "refresh:several Apps",
            "destroy:several Apps",
            "preview",
        );

        const told = ["a", "b", "c"].map(
            (name) => `App "${name}": There is no app for the tag "missing"`,
        );
        expect(results.map(problems)).toEqual([told, told, told, told, []]);
    });

    test("a server that fails costs no resource", async () => {
        const [, deployed] = await run("records", "up");
        emulator.faults = [{ status: 503 }];
        environment = { ...environment, BYTENITE_RETRIES: "0" };

        const [up, preview] = await run("up", "preview");

        expect(up?.output).toContain("ByteNite failed for");
        expect(preview?.output).toContain("ByteNite failed for");
        expect(up && resources(up)).toEqual(deployed && resources(deployed));
    });
});
