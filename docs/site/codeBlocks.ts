/** A code block of a Markdown file. */
export interface CodeBlock {
    /** As the repository has it. */
    file: string;
    /** From 1. */
    line: number;
    /** "" where the block names none. */
    language: string;
    text: string;
    /** Why nothing tries it: what a comment `<!-- not tried: … -->` before it says. */
    reason: string | undefined;
}

/** The code blocks of a Markdown text, in order. */
export function codeBlocksIn(file: string, markdown: string): CodeBlock[] {
    const blocks =
        /(?:^ *<!-- not tried: (.+) -->\n\n)?^( *)(?:> )?```(\w*)[^\n]*\n([^]*?)^ *(?:> )?```$/gm;
    return [...markdown.matchAll(blocks)].map((found) => {
        const [whole, reason, margin = "", language = "", text = ""] = found;
        const start = markdown.slice(0, found.index + whole.indexOf("```"));
        return {
            file,
            line: start.split("\n").length,
            language,
            text: text.replaceAll(new RegExp(`^${margin}`, "gm"), ""),
            reason,
        };
    });
}
