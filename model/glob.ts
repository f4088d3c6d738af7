import { RE2JS } from "re2js";
import { memoize } from "./memoize";

/**
 * Tests whole texts against a glob, in which `*` is any number of characters and `?` is one. Case
 * matters. Takes time in proportion to the text, whatever the pattern: patterns and texts may come
 * from somebody who means harm.
 */
export const glob = memoize((pattern: string): ((text: string) => boolean) => {
    if (pattern === "*") return () => true;
    if (!/[*?]/.test(pattern)) return (text) => text === pattern;
    const expression = pattern.replace(/[*?]|[^*?]+/g, (part) =>
        part === "*" ? ".*" : part === "?" ? "." : RE2JS.quote(part),
    );
    const compiled = RE2JS.compile(expression, RE2JS.DOTALL);
    return (text) => compiled.matches(text);
});
