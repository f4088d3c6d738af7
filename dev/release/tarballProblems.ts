import { readFile } from "node:fs/promises";
import { escapeUnseen } from "bytenite-core/model/foreignText";

/** Files that a package exports and no compiler imports. */
const NO_MODULES = /\.(json|yaml)$/;

/** What publint and attw (Are the types wrong?) have against a packed package, a line each. */
export async function tarballProblems(path: string): Promise<string[]> {
    const content = await readFile(path);
    const found = [...(await lint(content)), ...(await checkTypes(content))];
    return found.map((line) => escapeUnseen(line));
}

async function lint(content: Buffer): Promise<string[]> {
    const { publint } = await import("publint");
    const { formatMessage } = await import("publint/utils");
    const tarball = content.buffer.slice(
        content.byteOffset,
        content.byteOffset + content.byteLength,
    ) as ArrayBuffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    return messages.map(
        (message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
    );
}

/** Under every way to resolve a module: node10, node16 from CommonJS and from ES modules, bundler. */
async function checkTypes(content: Buffer): Promise<string[]> {
    const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(content)), {
        excludeEntrypoints: [NO_MODULES],
    });
    if (!analysis.types) return ["attw: the package has no types"];
    return analysis.problems.map((problem) => `attw: ${JSON.stringify(problem)}`);
}
