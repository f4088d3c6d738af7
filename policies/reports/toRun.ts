import { isAbsolute, relative, resolve, sep } from "node:path";
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
    /** Files at which a finding is shown that stands in no other, the best first: whole paths. */
    fallbacks?: readonly string[];
    /** Why nothing was judged: a sentence. */
    emptiness?: string | undefined;
}

/** What the formats of reports take. */
export function toRun(judged: Judged): Run {
    const { evaluation, shown, stack, organisation, day, folder, root, emptiness } = judged;
    const [fallback] = (judged.fallbacks ?? []).flatMap((file) =>
        inRepository(root, { file: resolve(folder, file), line: 1 }, "rule"),
    );
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
        ...(fallback && { fallback }),
        ...(emptiness !== undefined && { emptiness }),
        passedOver: shown.passedOver ?? [],
        rules: organisation.rules.map((rule) => {
            const { enforcementLevel = "advisory", settings = {} } =
                organisation.configuration[rule.name] ?? {};
            const { name, description, explanation, remediation, category, severity } = rule;
            const page = pageOf(rule);
            return {
                ...{ name, description, explanation, remediation, category, severity },
                ...(rule.isAboutSecurity && { isAboutSecurity: true }),
                ...(page !== undefined && { page }),
                ...(rule.module !== undefined && { module: rule.module }),
                ...{ enforcementLevel, settings },
            };
        }),
        gpus: organisation.gpus,
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
    const at = (what: ReportedPlace["what"], place: Place) =>
        inRepository(root, { ...place, file: resolve(folder, place.file) }, what);
    const ofApp = placeOf?.(tag, field);
    return [
        ...(ofApp ? at("app", ofApp) : []),
        ...(lookedUpAt?.(tag) ?? []).flatMap((each) => at("look-up", each)),
        ...(origin ? at("rule", origin) : []),
    ];
}

/** The place as a report has it. Nothing for what lies outside of the repository. @param file the whole path */
function inRepository(
    root: string,
    { file, line, column }: Place,
    what: ReportedPlace["what"],
): ReportedPlace[] {
    const path = relative(root, file);
    if (path.split(sep)[0] === ".." || isAbsolute(path)) return [];
    return [
        {
            file: path.split(sep).join("/"),
            line,
            ...(column !== undefined && { column }),
            what,
        },
    ];
}
