import type { Category, Rule } from "../../policies/contract/rule";

const CATEGORIES: Record<Category, string> = {
    gpu: "GPU",
    "cpu and memory": "CPU and memory",
    identity: "Identity",
    container: "Container",
    stack: "Stack",
    exceptions: "Waivers and baseline",
};

/** A table of all rules by category, with links from docs/ to their pages: Markdown. */
export function rulesTable(rules: readonly Rule[]): string {
    const rows = (Object.keys(CATEGORIES) as Category[]).flatMap((category) =>
        rules
            .filter((rule) => rule.category === category)
            .map(({ name, description, severity, settings }) => {
                const names = Object.keys(settings).map((setting) => `\`${setting}\``);
                return `| ${CATEGORIES[category]} | [${name}](../policies/rules/${name}/README.md) | ${description} | ${names.join(", ")} | ${severity} |`;
            }),
    );
    return [
        "| category | rule | what it asks for | settings | severity |",
        "| --- | --- | --- | --- | --- |",
        ...rows,
    ].join("\n");
}
