import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../dev/support/stack";
import {
    evaluate,
    githubEnvironment,
    runScript,
    stepOf,
    textOf,
    type Step,
    type StepResult,
} from "./continuousIntegration.testSupport";
import { TOKEN } from "./forge.testSupport";

export const action = parse(readFileSync(join(REPOSITORY, "action.yml"), "utf8")) as {
    inputs: Record<string, { description: string; required?: boolean; default?: string }>;
    outputs: Record<string, { description: string; value: string }>;
    runs: { using: string; steps: Step[] };
};

/** What a run of the action did. */
export interface ActionResult extends StepResult {
    outputs: Record<string, string>;
    summary: string;
}

/** A step's outputs, as it wrote them into GITHUB_OUTPUT. */
function readOutputs(file: string): Record<string, string> {
    const lines = textOf(file).split("\n").filter(Boolean);
    return Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
}

/**
 * Runs the steps of the action one after the other, as a runner does, until one fails.
 * @param outside folder for the files of the runner
 * @param names those of the steps
 */
export async function runAction(
    { folder, outside }: { folder: string; outside: string },
    inputs: Record<string, string>,
    environment: NodeJS.ProcessEnv = {},
    names: readonly string[] = ["Find bytenite-policies", "Check"],
): Promise<ActionResult> {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [
        `inputs.${name}`,
        inputs[name] ?? input.default ?? "",
    ]);
    const values: Record<string, string> = {
        ...(Object.fromEntries(defaults) as Record<string, string>),
        "github.token": TOKEN,
        "github.event.pull_request.number": "7",
    };
    const result: ActionResult = { exitCode: 0, stdout: "", stderr: "", outputs: {}, summary: "" };
    for (const name of names) {
        const { id, env, run = "" } = stepOf(action.runs.steps, name);
        const files = githubEnvironment(outside);
        files.GITHUB_OUTPUT = join(outside, `${id ?? name}.output.txt`);
        const done = await runScript(run, {
            folder,
            environment: {
                PATH: process.env.PATH,
                HOME: outside,
                GITHUB_ACTION_PATH: REPOSITORY,
                ...files,
                ...environment,
                ...evaluate(env, values),
            },
        });
        const outputs = readOutputs(files.GITHUB_OUTPUT);
        for (const [key, value] of Object.entries(outputs)) {
            values[`steps.${id ?? ""}.outputs.${key}`] = value;
        }
        result.stdout += done.stdout;
        result.stderr += done.stderr;
        result.exitCode = done.exitCode;
        if (done.exitCode !== 0) break;
    }
    for (const [name, { value }] of Object.entries(action.outputs)) {
        const [, expression = ""] = /^\$\{\{ (.*) \}\}$/.exec(value) ?? [];
        const found = values[expression];
        if (found !== undefined) result.outputs[name] = found;
    }
    result.summary = textOf(join(outside, "summary.md"));
    return result;
}
