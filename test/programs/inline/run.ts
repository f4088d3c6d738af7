import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { getApp } from "pulumi-bytenite";
import { SHAPES, type ShapeName } from "./shapes";

/*
 * Runs inline programs of the Automation API, all in this process, one after the other. Each argument is
 * "records" for the stack that the other one reads, or an operation, or an operation, a colon and the shape whose
 * app is missing. Writes a line of JSON for each.
 */

const TAG = "render";
const OPERATIONS = ["up", "preview", "refresh", "destroy"] as const;

/** All shapes, so that there is a lot to lose, and one of them with a tag that no app has. */
function programOf(failing?: ShapeName): PulumiFn {
    return async () => {
        const outputs: object[] = [];
        for (const [name, shape] of Object.entries(SHAPES)) {
            outputs.push(await Promise.resolve(shape(name === failing ? "missing" : TAG)));
        }
        return Object.assign({}, ...outputs) as Record<string, unknown>;
    };
}

/** The app's record, which another stack exports under its tag. */
async function exportRecord(): Promise<object> {
    return { [TAG]: await getApp({ tag: TAG }) };
}

function stackOf(stackName: string, program: PulumiFn): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program });
}

async function run(step: string): Promise<object> {
    const [name, failing] = step.split(":");
    const operation = name === "records" ? "up" : OPERATIONS.find((known) => known === name);
    if (!operation) throw new Error(`There is no operation ${step}.`);
    const stack =
        name === "records"
            ? await stackOf("records", exportRecord)
            : await stackOf("dev", programOf(failing as ShapeName | undefined));
    const runProgram = operation === "refresh" || operation === "destroy";
    const output = await stack[operation](runProgram ? { runProgram } : {}).then(
        () => undefined,
        (error: Error) => error.message,
    );
    return { step, output, ...(await stack.exportStack()) };
}

async function main(): Promise<void> {
    for (const step of process.argv.slice(2)) console.log(JSON.stringify(await run(step)));
}

void main();
