import { relative, resolve, sep } from "node:path";
import type { Evaluation, LeveledFinding } from "../contract/evaluation";
import type { Place } from "../contract/place";
import type { Shown } from "../doors/door";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { showStack, type StackIdentity } from "../rulesFile/stackPattern";
import { pageOf, VERSION } from "./pages";
import type { ReportedFinding, ReportedPlace, Run } from "./report";

/** What was judged, by what, and with which result. */
interface Judged {
    evaluation: Evaluation;
    shown: Shown;
    stack: StackIdentity | undefined;
    organisation: ResolvedRules;
    /** YYYY-MM-DD */
    day: string;
    /** The folder in which the command runs. */
    folder: string;
    /** Root of the repository. */
    root: string;
}

/** What the formats of reports take. */
export function toRun({ evaluation, shown, stack, organisation, day, folder, root }: Judged): Run {
    const place = (finding: LeveledFinding): ReportedFinding => ({
        ...finding,
        places: placesOf(finding, shown, folder, root),
    });
    return {
        ...evaluation,
        version: VERSION,
        subject: shown.subject,
        ...(stack && { stack: showStack(stack) }),
        day,
        ...(organisation.source && { rulesFile: organisation.source }),
        rules: organisation.rules.map((rule) => {
            const { enforcementLevel = "advisory", settings = {} } =
                organisation.configuration[rule.name] ?? {};
            const { name, description, explanation, remediation, category, severity } = rule;
            const page = pageOf(rule);
            return {
                ...{ name, description, explanation, remediation, category, severity },
                ...(page !== undefined && { page }),
                ...(rule.module !== undefined && { module: rule.module }),
                ...{ enforcementLevel, settings },
            };
        }),
        findings: evaluation.findings.map(place),
        waived: evaluation.waived.map(({ finding, waiver }) => {
            return { finding: place(finding), waiver };
        }),
        accepted: evaluation.accepted.map(place),
    };
}

function placesOf(
    { tag, field, origin }: LeveledFinding,
    { placeOf, lookedUpAt }: Shown,
    folder: string,
    root: string,
): ReportedPlace[] {
    const inRepository = (
        what: ReportedPlace["what"],
        { file, ...position }: Place,
    ): ReportedPlace[] => {
        const path = relative(root, resolve(folder, file)).split(sep).join("/");
        return path.startsWith("../") ? [] : [{ file: path, ...position, what }];
    };
    const ofApp = placeOf?.(tag, field);
    return [
        ...(ofApp ? inRepository("app", ofApp) : []),
        ...(lookedUpAt?.(tag) ?? []).flatMap((each) => inRepository("look-up", each)),
        ...(origin ? inRepository("rule", origin) : []),
    ];
}
