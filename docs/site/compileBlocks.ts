import { join } from "node:path";
import ts from "typescript";
import type { CodeBlock } from "./codeBlocks";
import { REPOSITORY } from "./pages";

const OPTIONS: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    allowJs: true,
    skipLibCheck: true,
    esModuleInterop: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node", "jest"],
};

/** What the compiler has against each block, as if it were a file of a program that has our packages installed. */
export function compileErrors(blocks: readonly CodeBlock[]): Map<CodeBlock, string[]> {
    const files = new Map(blocks.map((block, index) => [nameOf(block, index), block] as const));
    const host = ts.createCompilerHost(OPTIONS);
    // A block without imports is a module all the same.
    const textOf = (file: string) => {
        const block = files.get(file);
        return block && `${block.text}\nexport {};\n`;
    };
    host.fileExists = (file) => files.has(file) || ts.sys.fileExists(file);
    host.readFile = (file) => textOf(file) ?? ts.sys.readFile(file);
    host.getSourceFile = (file, options) => {
        const text = host.readFile(file);
        return text === undefined ? undefined : ts.createSourceFile(file, text, options);
    };
    const program = ts.createProgram([...files.keys()], OPTIONS, host);
    return new Map(
        [...files].map(([file, block]) => {
            const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
            return [
                block,
                found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
            ];
        }),
    );
}

/** Beside the file of the block, so that it finds what a program there finds. */
function nameOf({ language }: CodeBlock, index: number): string {
    return join(REPOSITORY, `block-${index}.${language}`);
}
