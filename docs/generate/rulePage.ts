import { stringify } from "yaml";
import { settingSchemas } from "../../policies/contract/commonSettings";
import type { Rule, SettingSchema } from "../../policies/contract/rule";
import { SCOPES, settingType } from "../../policies/reports/settingType";
import { WAIVER_TITLE, waiverAdvice } from "../../policies/reports/waiverAdvice";
import type { RuleCase } from "../../policies/rules/ruleCases.testSupport";

/** The page of a rule: Markdown, from the rule itself and from its cases. */
export function rulePage(rule: Rule, cases: readonly RuleCase[]): string {
    const example = cases.find(({ finds = [] }) => finds.length > 0);
    const [finding] = example?.finds ?? [];
    const settings = Object.entries(settingSchemas(rule));
    const waiver = waiverAdvice(rule);
    return [
        `# ${rule.name}`,
        rule.description,
        `Category: ${rule.category}. Severity: ${rule.severity}. Judges ${SCOPES[rule.scope]}.`,
        rule.explanation,
        ...(settings.length === 0 ? [] : ["## Settings", settingsTable(settings)]),
        "## Example",
        ...(example?.rulesFile === null
            ? ["Without a rules file"]
            : ["Under this rules file", yaml(exampleFile(rule, example))]),
        rule.scope === "app" ? "an app with these facts" : "a stack with these apps",
        yaml(rule.scope === "app" ? { tag: "img-gen@4.0", ...example?.app } : appsOf(example)),
        "has the finding",
        `> ${asText(`${finding?.message}. ${finding?.fix}.`)}`,
        "## What to do",
        rule.remediation,
        ...(waiver === undefined ? [] : [`## ${WAIVER_TITLE}`, waiver]),
    ].join("\n\n");
}

function yaml(value: unknown): string {
    return "```yaml\n" + stringify(value) + "```";
}

function appsOf(example: RuleCase | undefined): object[] {
    return example?.app ? [example.app] : (example?.apps ?? []);
}

function exampleFile(rule: Rule, example: RuleCase | undefined): object {
    if (example?.rulesFile) return example.rulesFile;
    return { rules: { [rule.name]: { enforcementLevel: "mandatory", ...example?.settings } } };
}

function settingsTable(settings: [string, SettingSchema][]): string {
    const rows = settings.map(
        ([name, schema]) =>
            `| \`${name}\` | ${settingType(schema, (json) => `\`${json}\``)} | ${defaultOf(schema)} | ${escape(schema.description)} |`,
    );
    return ["| setting | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join(
        "\n",
    );
}

function defaultOf({ default: value }: SettingSchema): string {
    return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
}

/** Without this, a page has no `<digest>`: it is taken for an element. */
function asText(text: string): string {
    return text.replaceAll("<", "\\<");
}

/** The bar ends a cell. */
function escape(text: string): string {
    return text.replaceAll("|", "\\|");
}
