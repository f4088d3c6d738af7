import { Composer, CST, Lexer, LineCounter, Parser } from "yaml";
import type { Document } from "yaml";
import { DocumentError } from "./documentError";
import { findConflict } from "./conflict";
import type { TextLimits } from "./textLimits";
import { explainYamlError } from "./yamlSentences";

/** A text's syntax tree, free of errors. */
export interface YamlSyntax {
    document: Document.Parsed;
    /** The line of a character, counted from 1. */
    lineAt: (offset: number) => number;
}

// The document, and the scalar within the innermost collection.
const LEVELS_BESIDES_COLLECTIONS = 2;
const COMPOSING = {
    version: "1.2",
    // A "%YAML 1.1" in the file would otherwise make a truth value of "no", and a merge of "<<".
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    // The library compares each key with each other one.
    uniqueKeys: false,
} as const;

/**
 * Takes time in proportion to the text, whatever it is.
 * @throws DocumentError for what isn't one YAML document, or is beyond the limits.
 */
export function parseSyntax(
    text: string,
    shownAs: string,
    noun: string,
    limits: TextLimits,
): YamlSyntax {
    const lines = new LineCounter();
    lines.addNewLine(0);
    const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
    const refuse = (offset: number, problem: string) =>
        new DocumentError([`${shownAs}:${lineAt(offset)}: ${problem}`]);

    const refuseConflict = () => {
        const conflict = findConflict(text);
        if (conflict !== undefined) {
            throw refuse(conflict, "a merge conflict is here; resolve it");
        }
    };

    const documents = withoutStacks(() => {
        const tokens = readTokens(text, lines, limits, noun, refuse);
        const found: Document.Parsed[] = [];
        for (const document of new Composer(COMPOSING).compose(tokens, true, text.length)) {
            // The second one is a problem already, whatever follows it.
            if (found.push(document) === 2) break;
        }
        return found;
    });
    const [document, another] = documents;
    if (!document) throw refuse(0, `${noun} is empty`);
    const errors = [...document.errors, ...document.warnings];
    const problems = errors.map(
        (error) => `${shownAs}:${lineAt(error.pos[0])}: ${explainYamlError(error)}`,
    );
    if (problems.length > 0) {
        refuseConflict();
        throw new DocumentError([...new Set(problems)]);
    }
    if (another) {
        throw refuse(
            another.range[0],
            `${noun} must be one YAML document, and another begins here`,
        );
    }
    return { document, lineAt };
}

// Counted while it is read, because the library calls itself for each level of what it has read, and
// the stack would overflow.
function* readTokens(
    text: string,
    lines: LineCounter,
    { deepest, mostParts }: TextLimits,
    noun: string,
    refuse: (offset: number, problem: string) => DocumentError,
): Generator<CST.Token, void> {
    const parser = new Parser(lines.addNewLine);
    let parts = 0;
    for (const lexeme of new Lexer().lex(text)) {
        if (lexeme !== CST.SCALAR && lexeme.trim() !== "") parts += 1;
        if (parts > mostParts) {
            throw refuse(
                parser.offset,
                `${noun} has too many values (it may have ${mostParts} parts)`,
            );
        }
        yield* parser.next(lexeme);
        if (parser.stack.length > deepest + LEVELS_BESIDES_COLLECTIONS) {
            throw refuse(parser.offset, `nested too deeply (${deepest} levels at most)`);
        }
    }
    yield* parser.end();
}

// The library makes an error for each stray comma, and their stacks alone would cost seconds.
function withoutStacks<T>(work: () => T): T {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return work();
    } finally {
        Error.stackTraceLimit = before;
    }
}
