import { stringify } from "yaml";
import { settingSchemas } from "../../policies/contract/commonSettings";
import type { Rule, SettingSchema } from "../../policies/contract/rule";
import type { RuleCase } from "../../policies/rules/ruleCases.testSupport";

const SCOPES = {
    app: "each app by itself, in the preview before anything is created",
    stack: "all apps of a stack together, at the end of the preview",
    exceptions: "what waivers and the baseline cover",
};

/** The page of a rule: Markdown, from the rule itself and from its cases. */
export function rulePage(rule: Rule, cases: readonly RuleCase[]): string {
    const example = cases.find(({ finds = [] }) => finds.length > 0);
    const [finding] = example?.finds ?? [];
    const settings = Object.entries(settingSchemas(rule));
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
        `> ${finding?.message}. ${finding?.fix}.`,
        "## What to do",
        rule.remediation,
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
            `| \`${name}\` | ${typeOf(schema)} | ${defaultOf(schema)} | ${escape(schema.description)} |`,
    );
    return ["| setting | type | default | meaning |", "| --- | --- | --- | --- |", ...rows].join(
        "\n",
    );
}

function typeOf({ type, enum: values, items, minimum }: SettingSchema): string {
    if (values) return values.map((value) => `\`${JSON.stringify(value)}\``).join(" or ");
    if (type === "array") {
        const of = typeof items === "object" && !Array.isArray(items) ? items.type : undefined;
        return `list of ${[of ?? "value"]
            .flat()
            .map((each) => `${each}s`)
            .join(" or ")}`;
    }
    const bound = minimum === undefined ? "" : ` ≥ ${minimum}`;
    return `${String(type)}${bound}`;
}

function defaultOf({ default: value }: SettingSchema): string {
    return value === undefined ? "" : `\`${JSON.stringify(value)}\``;
}

/** The bar ends a cell. */
function escape(text: string): string {
    return text.replaceAll("|", "\\|");
}
