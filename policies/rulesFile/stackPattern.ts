import { DocumentError } from "bytenite-core/documents";
import { glob, isGlob, showText } from "bytenite-core/model";

/** A stack. */
export interface StackIdentity {
    /** `undefined`: not told, as in a state or in `pulumi policy analyze`. */
    organization?: string;
    project: string;
    stack: string;
}

/** What a pattern of stacks asks of each part of a stack's name. `undefined`: anything. */
export interface StackPattern {
    organization?: string;
    project?: string;
    stack: string;
}

/** Whether a pattern covers a stack. "untold": it asks for an organization, and nothing tells which one it is. */
export type Coverage = boolean | "untold";

/** A part of a stack's name, with globs. Source: what Pulumi allows in the names of projects and stacks. */
const PART = /^[A-Za-z0-9._*?-]+$/;
const ANYTHING = /^\*+$/;

/** The name of a stack: project/stack, or organization/project/stack. `undefined`: the text is none. */
export function parseStackName(text: string): StackIdentity | undefined {
    const parts = text.split("/");
    if (!parts.every((part) => PART.test(part) && !/[*?]/.test(part))) return undefined;
    const [stack, project, organization, ...more] = parts.reverse();
    if (stack === undefined || project === undefined || more.length > 0) return undefined;
    return { ...(organization !== undefined && { organization }), project, stack };
}

/** The name of a stack that somebody gives. @throws DocumentError for a text that is none */
export function requireStackName(text: string): StackIdentity {
    const identity = parseStackName(text);
    if (identity) return identity;
    throw new DocumentError(
        [
            `${showText(text)} is not the name of a stack: write project/stack, or organization/project/stack`,
        ],
        "COMMAND_INVALID",
    );
}

/** organization/project/stack as far as it is known. */
export function showStack({ organization, project, stack }: StackIdentity): string {
    return [organization, project, stack].filter((part) => part !== undefined).join("/");
}

/**
 * A pattern of stacks, written as people name them: stack, project/stack, or organization/project/stack.
 * Each part may have globs, which end at the slash.
 */
export function parseStackPattern(text: string): StackPattern | { problem: string } {
    const parts = text.split("/");
    if (parts.length > 3) {
        return {
            problem: "has more parts than organization/project/stack, so that it covers none",
        };
    }
    if (parts.some((part) => part === "")) {
        return { problem: "has an empty part, so that it covers no stack" };
    }
    const strange = parts.find((part) => !PART.test(part));
    if (strange !== undefined) {
        return {
            problem:
                "covers no stack: the names of organizations, projects and stacks have letters, digits, dots, dashes and underscores only",
        };
    }
    const [stack = "", project, organization] = parts.reverse();
    if (project === undefined && /[*?]/.test(stack) && !ANYTHING.test(stack)) {
        return {
            problem: `may mean projects or stacks: write ${showText(`*/${stack}`)} for stacks of any project, or ${showText(`${stack}/*`)} for all stacks of projects`,
        };
    }
    return {
        stack,
        ...(project !== undefined && { project }),
        ...(organization !== undefined && { organization }),
    };
}

/** Whether a pattern covers a stack. */
export function covers(pattern: StackPattern, identity: StackIdentity): Coverage {
    const { organization = "*", project = "*", stack } = pattern;
    if (!glob(project)(identity.project) || !glob(stack)(identity.stack)) return false;
    if (ANYTHING.test(organization)) return true;
    if (identity.organization === undefined) return "untold";
    return glob(organization)(identity.organization);
}

/** Whether there may be a stack that both patterns cover. False is certain. */
export function mayMeet(one: StackPattern, other: StackPattern): boolean {
    const parts = ["organization", "project", "stack"] as const;
    return parts.every((part) => partsMayMeet(one[part] ?? "*", other[part] ?? "*"));
}

function partsMayMeet(one: string, other: string): boolean {
    if (!isGlob(one) || !isGlob(other)) return glob(one)(other) || glob(other)(one);
    const [head, otherHead] = [beforeGlob(one), beforeGlob(other)];
    return head.startsWith(otherHead) || otherHead.startsWith(head);
}

function beforeGlob(part: string): string {
    return part.replace(/[*?].*$/, "");
}
