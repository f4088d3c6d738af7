import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { markdownFiles, REPOSITORY } from "../docs/site/pages";
import {
    readBlocks,
    readCommands,
    type CodeBlock,
    type ReadmeCommand,
} from "./readmeCommands.testSupport";

/** A page of which some blocks have commands that no other test runs. */
export interface DocumentedPage {
    /** As the repository has it, for example `docs/reports.md`. */
    file: string;
    markdown: string;
    commands: ReadmeCommand[];
    /** Blocks that are not run, and why. */
    notRun: { line: number; firstCommand: string; reason: string }[];
}

const LANGUAGES = ["sh", "console", "bash", "shell"];
/** A fence of such a block, wherever it stands. */
const FENCE = /^[ >]*`{3,}(?:sh|console|bash|shell)\b/gm;

/** Which tests run the blocks of which pages, in one of these languages. */
const RUN_ELSEWHERE: readonly { pages: RegExp; language: string; test: string }[] = [
    { pages: /^docs\/getting-started\.md$/, language: "sh", test: "test/gettingStarted.test.ts" },
    { pages: /^docs\/errors\/[A-Z_]+\.md$/, language: "sh", test: "test/errorPages.test.ts" },
    {
        pages: /^examples\/(?!continuous-integration\/)[^/]+\/README\.md$/,
        language: "console",
        test: "test/examples.test.ts",
    },
];
/** What docs/reports.md is made of, and what another version wrote. */
const NO_PAGES = /^(docs\/generate|test\/fixtures)\//;

const isShown = ({ line }: ReadmeCommand): boolean => line > 0;

/** Every Markdown file with blocks of commands that no other test runs. */
export function documentedPages(): DocumentedPage[] {
    const seen = new Set<string>();
    return markdownFiles()
        .filter((file) => !NO_PAGES.test(file))
        .map((file) => toPage(file, seen))
        .filter(({ commands, notRun }) => commands.some(isShown) || notRun.length > 0);
}

/** @param seen blocks of the pages before: what shows no output is run once */
function toPage(file: string, seen: Set<string>): DocumentedPage {
    const markdown = readFileSync(join(REPOSITORY, file), "utf8");
    const all = readBlocks(markdown).filter(({ language }) => LANGUAGES.includes(language));
    if (all.length !== (markdown.match(FENCE)?.length ?? 0)) {
        throw new Error(
            `${file} has a block of commands that is indented or quoted, which no test runs`,
        );
    }
    const blocks = all.filter((block) => !isRunElsewhere(file, block));
    const isRun = ({ code, notRun }: CodeBlock): boolean => {
        if (notRun !== undefined || (!code.startsWith("$ ") && seen.has(code))) return false;
        seen.add(code);
        return true;
    };
    return {
        file,
        markdown,
        commands: readBlocks(markdown).flatMap((block) => {
            if (block.language === "yaml") return writingOf(block);
            return blocks.some(({ line }) => line === block.line) && isRun(block)
                ? readCommands(block)
                : [];
        }),
        notRun: blocks.flatMap(({ line, code, notRun: reason }) =>
            reason === undefined ? [] : [{ line, firstCommand: code.split("\n")[0] ?? "", reason }],
        ),
    };
}

function isRunElsewhere(file: string, { language }: CodeBlock): boolean {
    return RUN_ELSEWHERE.some((each) => each.pages.test(file) && each.language === language);
}

/** What a page's blocks of YAML are for its reader, by the key that they have. */
const FILES: Record<string, string> = {
    rules: "bytenite.rules.yaml",
    cases: "bytenite.rules.test.yaml",
    apps: "apps.yaml",
    faults: "faults.yaml",
};

function fileOf({ language, code }: CodeBlock): string | undefined {
    if (language !== "yaml") return undefined;
    const content: unknown = parse(code);
    if (typeof content !== "object" || content === null) return undefined;
    const key = Object.keys(FILES).find((each) => Object.hasOwn(content, each));
    return key === undefined ? undefined : FILES[key];
}

/** The files that a page shows, with their contents. Of several for one file, the first. */
export function filesOfPage(markdown: string): Map<string, string> {
    const files = new Map<string, string>();
    for (const block of readBlocks(markdown)) {
        const name = fileOf(block);
        if (name !== undefined && !files.has(name)) files.set(name, block.code);
    }
    return files;
}

/** Commands before the block may have written another file in its place. */
function writingOf(block: CodeBlock): ReadmeCommand[] {
    const name = fileOf(block);
    return name === undefined ? [] : [hidden(`cat > ${name} <<'END'\n${block.code}END`)];
}

const hidden = (command: string): ReadmeCommand => ({ line: 0, command, mayFail: false });

/** The commands, with what their reader is taken to have done before. */
export function withCircumstances(commands: readonly ReadmeCommand[]): ReadmeCommand[] {
    return commands.flatMap((each) => {
        const { command } = each;
        if (/bytenite-policies init /.test(command)) {
            return [hidden("rm -f bytenite.rules.yaml"), each];
        }
        // What it finds may be mandatory.
        if (/bytenite-policies check /.test(command)) return [{ ...each, mayFail: true }];
        if (!/:8089\b/.test(command) || command.includes("bytenite-emulator ")) return [each];
        return [
            hidden("npx bytenite-emulator --admin &"),
            each,
            hidden("kill $!; wait $! || true"),
        ];
    });
}
