import { stringify } from "yaml";

const RULES = stringify({
    rules: { all: "disabled", "gpu-allowed": { enforcementLevel: "advisory", allow: ["t4"] } },
    environments: {
        development: { stacks: ["infra/dev"], rules: { "gpu-allowed": "mandatory" } },
    },
});

/** Where the rules file lies, and what must come of it however the preview is started. */
export const PLACES: { place: string; files: Record<string, string>; outcome: string }[] = [
    {
        place: "in the project's folder",
        files: { "apps/infra": RULES },
        outcome: "apps/infra/bytenite.rules.yaml, refused",
    },
    {
        place: "above it, at the top of the repository",
        files: { ".": RULES },
        outcome: "bytenite.rules.yaml, refused",
    },
    {
        place: "nowhere but beside another project",
        files: {},
        outcome: "none, which is said",
    },
    {
        place: "in the project's folder and above it",
        files: { "apps/infra": RULES, ".": RULES },
        outcome: "error: two files",
    },
];

export function toPage(cells: Map<string, Map<string, string>>): string {
    const rows = [...cells].map(
        ([how, row]) =>
            `| ${[how, ...PLACES.map(({ place }) => row.get(place) ?? "")].join(" | ")} |`,
    );
    return `# Which rules are in force

A cell says which rules file judged, and what came of an app that only the rules for the stack \`dev\` refuse. The project is \`apps/infra\`; \`apps/other\` beside it has a rules file of its own, which never judges this one. Half of the cells start the pack from its folder, half from its launcher. This page is written by test/rulesInForce.test.ts.

<!-- prettier-ignore-start -->
| started | the file lies ${PLACES.map(({ place }) => place).join(" | ")} |
| --- | ${PLACES.map(() => "---").join(" | ")} |
${rows.join("\n")}
<!-- prettier-ignore-end -->

Each run ends with a line that says which file judged which stack, with which environments, how many apps there were and how many rules. Where there is no file it says so, and the rule [rules-file-required](../policies/rules/rules-file-required/README.md) reports it; set to mandatory in Pulumi's configuration of the pack, it refuses the run.

An inline program of the Automation API that is given no \`workDir\` runs in a temporary folder of Pulumi's, above which no rules file lies: name the file in \`BYTENITE_RULES_FILE\`, or give the \`workDir\`.
`;
}
