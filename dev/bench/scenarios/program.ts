import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { stringify } from "yaml";
import { REPOSITORY } from "../../support/isolation";

/** How a program reaches the engine. */
export type Form = "JavaScript" | "TypeScript";

const WITHOUT_TYPESCRIPT_HOOK = join(REPOSITORY, "dev/bench/workers/withoutTypeScript.js");

/** Environment variables of the commands with such a program. */
export function environmentOf(form: Form): Readonly<Record<string, string>> {
    if (form === "TypeScript") return {};
    return { NODE_OPTIONS: `--require "${WITHOUT_TYPESCRIPT_HOOK}"` };
}

/** Like the options of a program's own `tsc`. */
const COMPILER_OPTIONS = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    esModuleInterop: true,
};
/** Without it the language host loads ts-node and the compiler for every program, in each command. */
const WITHOUT_TYPESCRIPT = { name: "nodejs", options: { typescript: false } };

/**
 * Writes a project into a new folder.
 *
 * @param program folder in dev/bench/programs
 */
export async function writeProgram(program: string, form: Form, folder: string): Promise<void> {
    const text = await readFile(
        join(REPOSITORY, "dev/bench/programs", program, "index.ts"),
        "utf8",
    );
    const isCompiled = form === "JavaScript";
    const main = isCompiled ? "index.js" : "index.ts";
    const runtime = isCompiled ? WITHOUT_TYPESCRIPT : "nodejs";
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, main), isCompiled ? compile(text) : text);
    await writeFile(
        join(folder, "Pulumi.yaml"),
        stringify({ name: `bench-${program}`, runtime, main }),
    );
}

function compile(text: string): string {
    return transpileModule(text, { compilerOptions: COMPILER_OPTIONS }).outputText;
}
