import { escapeUnseen, showFile, showLine } from "bytenite-core/model";
import type { CoveredPart } from "./coverage/cover";
import type { RulesFilePart } from "./coverage/parts";
import type { MutationResult } from "./mutation/mutate";
import type { CaseResult } from "./runCases";

/** One case: a line, and what is different. */
export function describeCase({ name, place, differences }: CaseResult): string {
    if (differences.length === 0) return `  ok    ${showLine(name)}`;
    return [
        `  FAIL  ${showLine(name)} (${place})`,
        ...differences.map((line) => `        ${line.trim()}`),
    ]
        .map(escapeUnseen)
        .join("\n");
}

/** Exercised and all parts, and those that no case exercises. */
export function describeCoverage(file: string, parts: readonly CoveredPart[]): string {
    const missed = parts.filter(({ cases }) => cases === 0).map(({ part }) => part);
    return [
        `Coverage of ${showFile(file)}: ${share(parts.length - missed.length, parts.length)} parts exercised`,
        ...missed.map(
            (part) =>
                `  ${showFile(file)}:${part.line}: ${showLine(part.name)}: ${whyMissed(part)}`,
        ),
    ]
        .map(escapeUnseen)
        .join("\n");
}

/** Noticed and all mutants, and the survivors. */
export function describeMutation(file: string, { noticed, survivors }: MutationResult): string {
    return [
        `Mutants of ${showFile(file)}: ${share(noticed, noticed + survivors.length)} noticed`,
        ...survivors.map(
            ({ change, line }) => `  ${showFile(file)}:${line}: ${change}: no case notices`,
        ),
    ]
        .map(escapeUnseen)
        .join("\n");
}

/** Of 100. Nothing of nothing is all of it. Never 100 for less than all. */
export function percentage(part: number, whole: number): number {
    return whole === 0 ? 100 : Math.floor((part / whole) * 1000) / 10;
}

function share(part: number, whole: number): string {
    return `${part} of ${whole} (${percentage(part, whole)} %)`;
}

function whyMissed({ kind }: RulesFilePart): string {
    switch (kind) {
        case "environment":
            return "no case is for a stack that it covers";
        case "level":
            return "in no case does it decide about a rule that is for an app of the case";
        case "rule":
            return "in no case does the rule judge an app under it";
        case "setting":
            return "in no case does a rule judge an app by it";
        case "waiver":
            return "in no case does it cover a finding";
        case "model":
            return "no case has an app that lists it";
        case "baseline":
            return "in no case does it accept a finding";
    }
}
