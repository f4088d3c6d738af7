import { join } from "node:path";
import { run } from "../lib/child.mjs";
import { Problem } from "../lib/problem.mjs";

const SLOW = 2_000;

/**
 * Compiles what has changed since the last time.
 * @param {import("../lib/project.mjs").Project} project
 */
export async function build(project) {
    const line = "Compiling the TypeScript sources: up to half a minute.";
    const announcement = setTimeout(() => project.say(line), SLOW);
    const compiler = join("node_modules", "typescript", "bin", "tsc");
    const { ok, output } = await run("node", [compiler, "--build", "tsconfig.build.json"], {
        cwd: project.root,
        env: project.env,
    });
    clearTimeout(announcement);
    if (!ok) {
        throw new Problem(`The sources do not compile:\n\n${output}`);
    }
    for (const name of ["bundleReportPage.mjs", "writeSchemas.mjs", "copyErrorPages.mjs"]) {
        const script = join("dev", name);
        const { ok, output } = await run("node", [script], { cwd: project.root, env: project.env });
        if (!ok) {
            throw new Problem(`${script} fails:\n\n${output}`);
        }
    }
}
