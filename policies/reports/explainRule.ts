import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { showValue } from "bytenite-core/model";
import { settingSchemas } from "../contract/commonSettings";
import type { Rule } from "../contract/rule";
import { pageOf } from "./pages";
import { SCOPES, settingType } from "./settingType";
import { WAIVER_TITLE, waiverAdvice } from "./waiverAdvice";
import { labelled, wrap } from "./wrap";

const INDENT = "  ";

/** The page of a rule for a terminal. Needs no network. @param width columns to fill at most */
export function explainRule(rule: Rule, width: number): string {
    const { name, description, category, severity, scope, explanation, remediation } = rule;
    const example = exampleOf(name);
    const page = pageOf(rule);
    return [
        name,
        ...prose(description, width),
        "",
        ...labelled(`${INDENT}category  `, category, width),
        ...labelled(`${INDENT}severity  `, severity, width),
        ...labelled(`${INDENT}judges    `, SCOPES[scope], width),
        ...section("Why", prose(explanation, width)),
        ...section("Settings", describeSettings(rule, width)),
        ...section("What to do", prose(remediation, width)),
        ...section(WAIVER_TITLE, prose(waiverAdvice(rule) ?? "", width)),
        ...(example === undefined ? [] : section("Example", prose(example, width))),
        ...section("Page", page === undefined ? [] : [INDENT + page]),
    ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ["", title, ...lines];
}

function describeSettings(rule: Rule, width: number): string[] {
    return Object.entries(settingSchemas(rule)).flatMap(([name, schema]) => {
        const value = schema.default === undefined ? "" : `; default: ${showValue(schema.default)}`;
        return [
            ...labelled(INDENT, `${name} (${settingType(schema)}${value})`, width),
            ...wrap(schema.description, width - 2 * INDENT.length).map(
                (line) => INDENT + INDENT + line,
            ),
        ];
    });
}

/** Paragraphs of Markdown, filled; what is fenced stays as it is. */
function prose(markdown: string, width: number): string[] {
    if (markdown === "") return [];
    let isCode = false;
    return markdown.split("\n").flatMap((line) => {
        if (line.startsWith("```")) {
            isCode = !isCode;
            return [];
        }
        if (line === "") return [""];
        if (isCode) return [INDENT + INDENT + line];
        return wrap(line, width - INDENT.length).map((each) => INDENT + each);
    });
}

/** The example of the page that is shipped with a rule. A rule of somebody else's has none. */
function exampleOf(rule: string): string | undefined {
    // By the package's own name, because the compiled files lie one folder deeper than the sources.
    const folder = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
    const page = join(folder, "rules", rule, "README.md");
    if (!existsSync(page)) return undefined;
    const [, example] = /\n## Example\n\n([^]*?)\n\n## /.exec(readFileSync(page, "utf8")) ?? [];
    return example;
}
