import { dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { AppRecord } from "bytenite-core/model";
import { describeFinding } from "../contract/finding";
import type { LeveledFinding } from "../contract/evaluation";
import { today } from "../exceptions/today";
import { evaluate } from "../judging/evaluate";
import { eachOnce } from "../judging/shownApps";
import { findRulesFile, RULES_FILE_NAME } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { projectAbove } from "../rulesFile/projectFolder";
import { resolveRules } from "../rulesFile/resolve";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { misspeltNames } from "../rulesFile/variables";
import type { EnforceOptions, Refusal } from "./contract";
import { PolicyError } from "../contract/policyError";

/**
 * The check of an organisation's rules for the stack that is deployed.
 * @throws DocumentError where there is no rules file, and with every problem of it
 */
export function checkOf({ rulesFile }: EnforceOptions): (apps: readonly AppRecord[]) => Refusal[] {
    // Before the rules file is looked for: its variable may be the one that is misspelt.
    for (const doubt of misspeltNames(process.env)) void pulumi.log.warn(doubt);
    const organisation = readRules(rulesFile);
    const day = today(process.env);
    // Those about waivers and the baseline report on a whole stack, which a program never shows at once.
    const judging = organisation.rules.filter(({ scope }) => scope !== "exceptions");
    const told = new Set<string>();
    return (apps) => {
        const { declared } = eachOnce({ declared: [...apps], outputs: [] });
        const { findings } = evaluate(declared, judging, organisation, day);
        for (const finding of findings) {
            if (finding.enforcementLevel !== "advisory" || told.has(finding.id)) continue;
            told.add(finding.id);
            void pulumi.log.warn(describe(finding));
        }
        return findings
            .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
            .map((finding) => ({
                tag: apps.some(({ tag }) => tag === finding.tag) ? finding.tag : "",
                message: describe(finding),
            }));
    };
}

function readRules(rulesFile: string | undefined): ResolvedRules {
    const folder = projectAbove(process.cwd())?.folder ?? process.cwd();
    const path = findRulesFile({
        named: rulesFile ?? process.env.BYTENITE_RULES_FILE,
        ...(rulesFile !== undefined && { namedBy: "enforceRules" }),
        folder: () => (rulesFile === undefined ? folder : process.cwd()),
    });
    if (path === undefined) {
        throw new PolicyError("RULES_FILE_MISSING", [
            `The program enforces rules, but there is no rules file: put ${RULES_FILE_NAME} into the folder of the Pulumi project or above it, or name it in the environment variable BYTENITE_RULES_FILE`,
        ]);
    }
    const stack = {
        organization: pulumi.getOrganization(),
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
    };
    return resolveRules(loadRulesFile(path, dirname(path)), stack);
}

function describe(finding: LeveledFinding): string {
    const { rule, enforcementLevel, severity, id } = finding;
    return `${rule} (${enforcementLevel}, ${severity}, ${id}): ${describeFinding(finding)}`;
}
