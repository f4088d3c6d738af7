import { describeFound, textOf, type FoundInCase } from "./found";
import type { ExpectedFinding } from "./rulesTestFile";

/** What lacks and what is too much, in a line each. None: a case comes out as it says. */
export function differencesOf(
    expected: readonly ExpectedFinding[],
    found: readonly FoundInCase[],
): string[] {
    const rest = [...found];
    const missing = expected.filter((each) => {
        const position = rest.findIndex((finding) => isExpected(finding, each));
        if (position >= 0) rest.splice(position, 1);
        return position < 0;
    });
    return [
        ...missing.map((each) => `  - expected, but not found:  ${describeExpected(each)}`),
        ...rest.map((each) => `  + found, but not expected:  ${describeFound(each)}`),
    ];
}

function isExpected(
    { policy, level, app, message }: FoundInCase,
    expected: ExpectedFinding,
): boolean {
    return (
        policy === expected.rule &&
        (expected.level === undefined || level === expected.level) &&
        (expected.app === undefined || app === expected.app) &&
        (expected.message === undefined || textOf(message) === expected.message) &&
        (expected.contains === undefined || message.includes(expected.contains))
    );
}

function describeExpected({ rule, level, app, message, contains }: ExpectedFinding): string {
    const where = app === undefined ? "" : ` on ${app || "the stack"}`;
    const what = message ?? (contains === undefined ? "" : `…${contains}…`);
    return `${rule}${level === undefined ? "" : ` (${level})`}${where}${what && `: ${what}`}`;
}
