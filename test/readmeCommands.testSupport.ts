/** A command of a README, and what is said to come of it. */
export interface ReadmeCommand {
    /** Line of the README. */
    line: number;
    /** One line, or the whole of a block of `sh`, which stops where one of its commands fails. */
    command: string;
    /** What it prints. Absent: the README does not say. `…` stands for any text. */
    output?: string;
    /** Whether the command may fail: the README asks for its exit code next. */
    mayFail: boolean;
}

/** A code block of a README. */
export interface CodeBlock {
    /** Line of its first line of code. */
    line: number;
    language: string;
    code: string;
    /** Why nobody can run it here. */
    notRun?: string;
}

const BLOCK = /(?:<!-- not run: (.+?) -->\n\n?)?^(`{3,})(.*)\n((?:.*\n)*?)\2$/gm;
const PROMPT = "$ ";
const EXIT_CODE = "echo $?";

export function readBlocks(markdown: string): CodeBlock[] {
    return [...markdown.matchAll(BLOCK)].map((found) => {
        const [text, notRun, , language = "", code = ""] = found;
        const before = markdown.slice(0, found.index + text.indexOf("```"));
        const block = { line: before.split("\n").length + 1, language, code };
        return notRun === undefined ? block : { ...block, notRun };
    });
}

/**
 * The commands of a block of the language `console` or `sh`. With prompts, what follows a command is its output.
 * Without any, each line is a command, with those that a backslash joins to it. A block of `sh` is one.
 */
export function readCommands({ language, line, code }: CodeBlock): ReadmeCommand[] {
    if (language === "sh") return [{ line, command: code.trimEnd(), mayFail: false }];
    const lines = code.trimEnd().split("\n");
    const hasPrompts = lines.some((text) => text.startsWith(PROMPT));
    const commands: ReadmeCommand[] = [];
    for (const [index, text] of lines.entries()) {
        const last = commands.at(-1);
        if (last?.command.endsWith("\\") && !last.output) {
            last.command += `\n${text}`;
        } else if (!hasPrompts) {
            commands.push({ line: line + index, command: text, mayFail: false });
        } else if (text.startsWith(PROMPT)) {
            const command = text.slice(PROMPT.length);
            if (last && command === EXIT_CODE) last.mayFail = true;
            commands.push({ line: line + index, command, output: "", mayFail: false });
        } else if (last) {
            last.output += `${text}\n`;
        } else {
            throw new Error(`line ${line + index}: output of no command: ${text}`);
        }
    }
    return commands;
}

/** Whether an output is as the README has it, wherever lines are broken. */
export function isAsExpected(output: string, expected: string): boolean {
    const words = (text: string) => text.replace(/\s+/g, " ").trim();
    const [first = "", ...parts] = words(expected)
        .split("…")
        .map((part) => part.trim());
    const last = parts.pop();
    let rest = words(output);
    if (last === undefined) return rest === first;
    if (!rest.startsWith(first)) return false;
    rest = rest.slice(first.length);
    for (const part of parts) {
        const index = rest.indexOf(part);
        if (index < 0) return false;
        rest = rest.slice(index + part.length);
    }
    return rest.endsWith(last);
}
