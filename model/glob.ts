import { memoize } from "./memoize";
import { re2 } from "./re2";

/**
 * Tests whole texts against a glob, in which `*` is any number of characters and `?` is one. Case
 * matters. Takes time in proportion to the text, whatever the pattern: patterns and texts may come
 * from somebody who means harm.
 */
export const glob = memoize((pattern: string): ((text: string) => boolean) => {
    if (pattern === "*") return () => true;
    if (!/[*?]/.test(pattern)) return (text) => text === pattern;
    const { RE2JS } = re2();
    const expression = pattern.replace(/[*?]|[^*?]+/g, (part) =>
        part === "*" ? ".*" : part === "?" ? "." : RE2JS.quote(part),
    );
    const compiled = RE2JS.compile(expression, RE2JS.DOTALL);
    return (text) => compiled.matches(text);
});
