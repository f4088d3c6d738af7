import type { ErrorCode, YAMLError } from "yaml";

const CHECK = "check the indentation and the quotes";

// The library's own sentences show the text of tags and escapes, and that text may be a password.
const BY_CODE: Partial<Record<ErrorCode, string>> = {
    BAD_COLLECTION_TYPE: "a tag that doesn't belong here; put a text that begins with ! in quotes",
    BAD_DIRECTIVE: "an unknown directive; put a text that begins with % in quotes",
    BAD_DQ_ESCAPE: 'an unknown escape in double quotes; write "\\\\" for a backslash',
    BLOCK_AS_IMPLICIT_KEY:
        'a mapping can\'t begin here; check the indentation, and put a text that contains ": " in quotes',
    TAG_RESOLVE_FAILED: "an unknown tag; put a text that begins with ! in quotes",
};

/** By the library's sentence, whose words are those of the YAML specification. */
const BY_SENTENCE: [RegExp, string][] = [
    [
        /^Missing closing (["'])quote$/,
        "the closing $1 of a text is missing; look at the lines above, too",
    ],
    [
        /^Flow sequence .*end with a \]$/,
        "the closing ] of a list is missing; look at the lines above, too",
    ],
    [
        /^Flow map .*end with a \}$/,
        "the closing } of a mapping is missing; look at the lines above, too",
    ],
    [
        /^Plain value cannot start with .*(?:character|indicator) (.+)$/,
        "a text can't begin with $1; put the text in quotes",
    ],
    [/^Tabs are not allowed as indentation$/, "a tab in the indentation; write spaces"],
    [
        /^All mapping items must start at the same column$/,
        "the keys of a mapping must begin in the same column; check the indentation",
    ],
    [
        /^All sequence items must start at the same column$/,
        "the items of a list must begin in the same column; check the indentation",
    ],
    [/^Implicit keys .*on a single line$/, "a key must be on one line; check the indentation"],
    [
        /^Implicit map keys need to be followed by map values$/,
        'a ":" is missing after the key; check the indentation',
    ],
    [
        /^Block scalar header includes extra characters$/,
        'after ">" or "|", the text must begin on the next line',
    ],
    [
        /^Block scalar (?:values in collections must be indented|lines must not be less indented.*)$/,
        "the lines of a text must be indented by spaces, and deeper than their key",
    ],
    [
        /^Unexpected block-seq-ind on same line with key$/,
        "a list can't begin on the line of its key; begin it on the next line",
    ],
    [/^Sequence item without - indicator$/, 'an item of a list must begin with "- "'],
    [
        /^Block collections are not allowed within flow collections$/,
        "between [ and ] or { and }, values can't be written line by line; separate them by commas",
    ],
    [/^Missing , (?:or : )?between flow (?:sequence|map) items$/, 'a "," is missing'],
    [/^Unexpected , in flow (?:sequence|map)$/, 'a "," too many'],
    [
        /^Missing directives-end\/doc-start indicator line$/,
        'a line "---" is missing after those that begin with %',
    ],
    [/^A node can have at most one anchor$/, "a value can have one & name at most"],
    [
        /^Comments must be separated .*$/,
        "a # within a value; put a space before a comment, and a text with # in quotes",
    ],
    [
        /^A(?:nchor|lias) (?:cannot be an empty string|ending in : is ambiguous)$/,
        "a text that begins with & or * must be in quotes",
    ],
];

/** Words that nobody knows who has not read the specification. */
const JARGON =
    /\b(?:flow|block|scalars?|implicit|sequences?|nodes?|tokens?|collections?|trailing|directives?|anchors?|alias|[a-z]+-[a-z]+)\b/i;
const UNEXPECTED = /^Unexpected (?:([[\]{}:?,-]) token|([a-z-]+) token|scalar)/;
const TOKENS: Record<string, string> = {
    "flow-map-start": "{",
    "flow-map-end": "}",
    "flow-seq-start": "[",
    "flow-seq-end": "]",
    "seq-item-ind": "-",
    "block-seq-ind": "-",
    "map-value-ind": ":",
    "explicit-key-ind": "?",
    comma: ",",
    tag: "!",
    anchor: "&",
    alias: "*",
};

/** What is wrong with a YAML text, and what to do, in plain words. The text itself is not shown. */
export function explainYamlError({ code, message }: YAMLError): string {
    const told = message.replace(/(?<=\S): .*$/s, "");
    return BY_CODE[code] ?? inPlainWords(told);
}

function inPlainWords(told: string): string {
    for (const [pattern, sentence] of BY_SENTENCE) {
        if (pattern.test(told)) return told.replace(pattern, sentence);
    }
    const unexpected = UNEXPECTED.exec(told);
    if (unexpected) {
        const [, sign, name = ""] = unexpected;
        return `unexpected ${sign ?? TOKENS[name] ?? "text"} here; ${CHECK}`;
    }
    if (JARGON.test(told)) return `this can't be read as YAML; ${CHECK}`;
    return told.charAt(0).toLowerCase() + told.slice(1);
}
