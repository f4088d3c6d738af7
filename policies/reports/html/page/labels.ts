import type { PageData, PageFinding } from "../data";
import { element } from "./elements";
import { DEFAULT_VIEW, formatFragment, type View } from "./view";

/** The name of a finding's rule. */
export function ruleOf({ rules }: PageData, { rule }: PageFinding): string {
    return rules[rule]?.name ?? "";
}

/** What a finding is about. */
export function subjectOf({ subjects }: PageData, { subject }: PageFinding): string {
    return subjects[subject]?.label ?? "";
}

/** A word in a box: a severity, a level, a state. */
export function chip(kind: string, word: string): HTMLElement {
    return element("span", { class: `chip ${kind}-${word}` }, word);
}

/** A link to the findings with these filters. */
export function linkTo(filters: Partial<View>, ...children: (Node | string)[]): HTMLElement {
    const href = formatFragment({ ...DEFAULT_VIEW, anchor: "findings", ...filters });
    return element("a", { href }, ...children);
}
