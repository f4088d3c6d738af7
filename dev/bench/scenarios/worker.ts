import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "../../support/isolation";

const run = promisify(execFile);
const LARGEST_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Runs a script of dev/bench/workers in a new Node process.
 *
 * @returns the JSON that it writes
 * @throws Error with its standard error if it fails
 */
export async function runWorker<Result>(name: string, ...args: string[]): Promise<Result> {
    const script = join(REPOSITORY, "dev/bench/workers", `${name}.js`);
    const { stdout } = await run(process.execPath, [script, ...args], {
        cwd: REPOSITORY,
        maxBuffer: LARGEST_OUTPUT_BYTES,
    });
    return JSON.parse(stdout) as Result;
}
