import { join } from "node:path";
import ts from "typescript";
import { REFERENCE_PAGES, type ReferencePage } from "./pages";
import { describe, type Linker } from "./describe";

const REPOSITORY = join(__dirname, "../../..");
const FOLDER = join(REPOSITORY, "docs/reference");

/** An export that no page has, or a page's name that nothing exports. */
class ReferenceError extends Error {}

/** The pages of the reference: Markdown, from types and docstrings of what packages export. */
export function referencePages(): { path: string; content: string }[] {
    const program = ts.createProgram(
        REFERENCE_PAGES.map(({ entry }) => join(REPOSITORY, entry)),
        { ...compilerOptions(), noEmit: true },
    );
    const checker = program.getTypeChecker();
    const exportsOf = (entry: string) => {
        const file = program.getSourceFile(join(REPOSITORY, entry));
        const module = file && checker.getSymbolAtLocation(file);
        if (!module) throw new ReferenceError(`${entry} is no module`);
        return new Map(
            checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol] as const),
        );
    };
    requireEveryExport(exportsOf);
    return REFERENCE_PAGES.map((page) => ({
        path: join(FOLDER, page.file),
        content: toMarkdown(page, (name) => {
            const symbol = exportsOf(page.entry).get(name);
            if (!symbol) throw new ReferenceError(`${page.entry} does not export ${name}`);
            return describe(checker, symbol, linkerOf(page));
        }),
    }));
}

function toMarkdown(page: ReferencePage, describeName: (name: string) => string): string {
    return [
        `# ${page.title}`,
        page.introduction,
        `Import from \`${page.module}\`. This page is generated from the source.`,
        ...page.names.map(describeName),
    ].join("\n\n");
}

/** Where a name is described, seen from a page. */
function linkerOf(from: ReferencePage): Linker {
    return (name) => {
        const page = REFERENCE_PAGES.find(({ names }) => names.includes(name));
        if (!page) return undefined;
        return `${page === from ? "" : page.file}#${name.toLowerCase()}`;
    };
}

function requireEveryExport(exportsOf: (entry: string) => Map<string, unknown>): void {
    for (const entry of new Set(REFERENCE_PAGES.map((page) => page.entry))) {
        const described = REFERENCE_PAGES.filter((page) => page.entry === entry).flatMap(
            ({ names }) => names,
        );
        const missing = [...exportsOf(entry).keys()].filter((name) => !described.includes(name));
        if (missing.length === 0) continue;
        throw new ReferenceError(
            `${entry} exports ${missing.join(", ")}: name it in docs/generate/reference/pages.ts`,
        );
    }
}

function compilerOptions(): ts.CompilerOptions {
    const file = join(REPOSITORY, "tsconfig.json");
    const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
        config: { compilerOptions: object };
    };
    return ts.convertCompilerOptionsFromJson(config.compilerOptions, REPOSITORY).options;
}
