import { RE2JS } from "re2js";

/**
 * Tests whole texts against a glob, in which `*` is any number of characters and `?` is one. Case
 * matters. Takes time in proportion to the text, whatever the pattern: patterns and texts may come
 * from somebody who means harm.
 */
export function glob(pattern: string): (text: string) => boolean {
    const expression = pattern.replace(/[*?]|[^*?]+/g, (part) =>
        part === "*" ? ".*" : part === "?" ? "." : RE2JS.quote(part),
    );
    const compiled = RE2JS.compile(expression, RE2JS.DOTALL);
    return (text) => compiled.matches(text);
}
