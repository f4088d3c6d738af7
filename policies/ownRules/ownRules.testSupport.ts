import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { COMMAND, withoutCode } from "../commandLine/commandLine.testSupport";

/** A module with two sound rules, as an organisation writes it. */
export const OUR_RULES = `
const { defineAppRule, defineStackRule } = require("pulumi-bytenite-policies/rules");

const words = { explanation: "Ours.", remediation: "Change it." };

exports.rules = [
    defineAppRule({
        ...words,
        name: "entrypoint-allowed",
        description: "An app may start only scripts that we allow.",
        category: "container",
        severity: "high",
        page: "https://acme.example/rules/entrypoint-allowed",
        settings: {
            allow: {
                type: "array",
                items: { type: "string" },
                default: ["main.py"],
                description: "The scripts.",
            },
        },
        evaluate: ({ tag, entrypoint }, { allow }) =>
            allow.includes(entrypoint)
                ? []
                : [
                      {
                          field: "entrypoint",
                          found: entrypoint || null,
                          limit: allow,
                          setting: "allow",
                          message: \`\${tag} starts something else\`,
                          fix: "Start one of ours",
                      },
                  ],
    }),
    defineStackRule({
        ...words,
        name: "stack-owners",
        description: "A stack may have apps of one owner only.",
        category: "stack",
        severity: "low",
        settings: {},
        evaluate: (apps) => {
            const owners = [...new Set(apps.map(({ userName }) => userName))].sort();
            return owners.length < 2
                ? []
                : [{ field: "userName", found: owners, limit: 1, message: "Two owners", fix: "Split it" }];
        },
    }),
];
`;

/** The source of a rule that is sound but for some of its members. @param members source of an object's members */
export function ruleWith(members: string): string {
    return `exports.rule = {
    scope: "app", name: "ours", description: "D.", explanation: "E.", remediation: "R.",
    category: "gpu", severity: "low", settings: {}, evaluate: () => [],
    ${members}
};`;
}

/** A folder, gone after the tests, in which modules find this package as an installed one. */
export function useFolder(): { folder: string; write: (files: Record<string, string>) => void } {
    const folder = mkdtempSync(join(tmpdir(), "bytenite own rules "));
    mkdirSync(join(folder, "node_modules"));
    const installed = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
    symlinkSync(installed, join(folder, "node_modules/pulumi-bytenite-policies"));
    afterAll(() => rmSync(folder, { recursive: true }));
    return {
        folder,
        write: (files) => {
            for (const [name, content] of Object.entries(files)) {
                mkdirSync(dirname(join(folder, name)), { recursive: true });
                writeFileSync(join(folder, name), content);
            }
        },
    };
}

const STATE = JSON.stringify({
    version: 3,
    deployment: {
        resources: [
            {
                urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
                type: "pulumi:pulumi:Stack",
                outputs: {
                    tag: "render@1.0",
                    name: "render",
                    version: "1.0",
                    deviceRequirements: { gpu: [] },
                },
            },
        ],
    },
});

/** The command line in such a folder, on a stack that has one app. */
export function useCommand() {
    const { folder, write } = useFolder();
    return {
        folder,
        write,
        run: (args: string[]) => {
            const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
                cwd: folder,
                input: STATE,
                encoding: "utf8",
                env: { ...process.env, PWD: folder },
            });
            return { status, stdout, stderr: withoutCode(status, stderr) };
        },
        /** A rules file that names a module in its third line. */
        rulesFile: (module: string, rest = "") =>
            write({ "bytenite.rules.yaml": `# ours\nrulePackages:\n  - ${module}\n${rest}` }),
    };
}
