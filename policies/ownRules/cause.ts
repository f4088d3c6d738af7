import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { showFile, showLine } from "bytenite-core/model";

/** "    at evaluate (/infra/our-rules/index.js:12:5)", also with a file: URL, as in ECMAScript modules. */
const FRAME =
    /^\s+at (?:.* \()?((?:file:\/\/)?\/.*?|(?:file:\/\/\/)?[A-Za-z]:[\\/].*?):(\d+):\d+\)?$/;
/** The first line of a syntax error's stack. */
const SYNTAX_PLACE = /^((?:file:\/\/)?\/.*?|(?:file:\/\/\/)?[A-Za-z]:[\\/].*?):(\d+)$/;
const IN_PACKAGE = /[\\/]node_modules[\\/]/;
/** This package's own code, also where a source map tells of it. */
const OWN_FOLDER = dirname(require.resolve("pulumi-bytenite-policies/package.json"));

/** Code that is not this package's. */
export interface OwnCode {
    /** The module, as the rules file names it. */
    module: string;
    /** The folder from which paths in messages begin. */
    shownFrom: string;
}

/**
 * What somebody else's code threw, in one line: its name, the first line of its message, and the place in that
 * code, where it is known. Never a stack.
 */
export function describeCause(thrown: unknown, { module, shownFrom }: OwnCode): string {
    if (!(thrown instanceof Error)) return showLine(String(thrown));
    const [line = ""] = thrown.message.split("\n", 1);
    const place = placeOf(thrown.stack ?? "", module, shownFrom);
    return `${showLine(thrown.name)}: ${showLine(line)}${place && ` (${place})`}`;
}

function placeOf(stack: string, module: string, shownFrom: string): string {
    const lines = stack.split("\n");
    const places = lines
        .map((line, index) => FRAME.exec(line) ?? (index === 0 ? SYNTAX_PLACE.exec(line) : null))
        .flatMap((found) => (found ? [{ file: toPath(found[1] ?? ""), line: found[2] ?? "" }] : []))
        .filter(({ file }) => !file.startsWith(`${OWN_FOLDER}${sep}`))
        // What loads modules, and their dependencies, lies there too.
        .filter(({ file }) => !IN_PACKAGE.test(file) || file.includes(`/node_modules/${module}/`));
    const [first] = places;
    return first ? `${showFile(relative(shownFrom, first.file))}:${first.line}` : "";
}

function toPath(file: string): string {
    return file.startsWith("file:") ? fileURLToPath(file) : file;
}
