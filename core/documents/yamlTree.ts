import type { Placed } from "./placed";
import type { TextLimits } from "./textLimits";
import { parseSyntax } from "./yamlSyntax";
import { YamlValue } from "./yamlValue";

/** What a YAML text says, each part at its place. */
export interface YamlTree {
    top: Placed;
    /** The line of a character, counted from 1. */
    lineAt: (offset: number) => number;
}

/** @throws DocumentError for a text that isn't YAML, or is beyond the limits. */
export function readTree(
    text: string,
    shownAs: string,
    noun: string,
    limits: TextLimits,
): YamlTree {
    const { document, lineAt } = parseSyntax(text, shownAs, noun, limits);
    const locate = (offset: number) => `${shownAs}:${lineAt(offset)}`;
    return { top: new YamlValue(locate, limits).read(document.contents), lineAt };
}
