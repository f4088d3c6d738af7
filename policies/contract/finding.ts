import { createHash } from "node:crypto";
import { compareTexts, escapeUnseen, showFile, showLine } from "bytenite-core/model";
import type { SettingOrigin } from "./settings";
import type { Problem, Severity } from "./problem";

/** A problem of one app, or of the stack, with one rule. */
export interface Finding extends Problem {
    /** Stable: the same for the same rule, app and field, whatever else changes. 16 hexadecimal digits. */
    id: string;
    rule: string;
    severity: Severity;
    /** The app's tag. "": the stack as a whole. */
    tag: string;
    /** Where the limit was set. Absent: it is the rule's default, or Pulumi's own configuration set it. */
    origin?: SettingOrigin;
    /** Why the waivers that name the rule and the app do not hold: one sentence each, without a full stop. */
    refusedWaivers: readonly string[];
}

/** The stable identity of a finding. */
export function findingId(rule: string, tag: string, field: string): string {
    const text = JSON.stringify([rule, tag, field]);
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** By tag, rule, field and text. */
export function compareFindings(a: Finding, b: Finding): number {
    return (
        compareTexts(a.tag, b.tag) ||
        compareTexts(a.rule, b.rule) ||
        compareTexts(a.field, b.field) ||
        compareTexts(a.message, b.message) ||
        compareTexts(a.fix, b.fix)
    );
}

/** The whole finding in one line: what is wrong, who says so, what to do, and why no waiver helps. */
export function describeFinding({ message, origin, fix, refusedWaivers }: Finding): string {
    const place = origin ? `, set in ${describeOrigin(origin)}` : "";
    const sentences = [`${message}${place}`, fix, ...refusedWaivers];
    return escapeUnseen(sentences.map((sentence) => `${sentence}.`).join(" "));
}

/** "bytenite.rules.yaml:12 for the environment production" */
export function describeOrigin({ file, line, environment }: SettingOrigin): string {
    const ofEnvironment =
        environment === undefined ? "" : ` for the environment ${showLine(environment)}`;
    return `${showFile(file)}:${line}${ofEnvironment}`;
}
