import {
    compareTexts,
    escapeUnseen,
    memoize,
    showFile,
    showLine,
    showValue,
} from "bytenite-core/model";
import { describeOrigin } from "../../contract/finding";
import type { ReportedFinding, ReportedPlace, Run } from "../report";
import type { PageData, PageFinding, PageRule, PageSubject, State } from "./data";
import { gpuUse } from "./gpuUse";
import { limitsOf } from "./limits";
import { waiversOf } from "./waiverStates";

const STACK_LABEL = "the stack";
/** Many findings are about the same few. */
const showField = memoize((field) => showLine(field));

/** What the page of a report shows. */
export function toPageData(run: Run): PageData {
    const rules = run.rules.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
    const ruleIndex = new Map(rules.map(({ name }, index) => [name, index]));
    const { subjects, subjectIndex } = subjectsOf(run);
    const { waivers, indexOf } = waiversOf(run);
    const toFinding = (finding: ReportedFinding, state: State): PageFinding => ({
        ...describe(finding),
        rule: ruleIndex.get(finding.rule) ?? -1,
        subject: subjectIndex.get(finding.tag) ?? -1,
        state,
    });
    return {
        day: run.day,
        rules: rules.map(({ name, description, page }): PageRule => ({
            name: showLine(name),
            description: escapeUnseen(description),
            // It becomes a link.
            ...(page?.startsWith("https://") && { page }),
        })),
        sizeRules: rules.flatMap(({ category }, index) =>
            category === "cpu and memory" ? [index] : [],
        ),
        subjects,
        findings: [
            ...run.findings.map((finding) => toFinding(finding, "open")),
            ...run.waived.map(({ finding, waiver }) => {
                const index = indexOf.get(waiver);
                const shown = toFinding(finding, "waived");
                return { ...shown, ...(index !== undefined && { waiver: index }) };
            }),
            ...run.accepted.map((finding) => toFinding(finding, "accepted")),
        ],
        waivers,
        gpus: gpuUse(run.apps, run.gpus),
        limits: limitsOf(run),
    };
}

function describe(finding: ReportedFinding): Omit<PageFinding, "rule" | "subject" | "state"> {
    const { id, enforcementLevel, severity, message, fix, field, found, limit } = finding;
    const { origin, places, refusedWaivers } = finding;
    return {
        id,
        level: enforcementLevel,
        severity,
        message: escapeUnseen(`${message}.`),
        fix: escapeUnseen(`${fix}.`),
        field: showField(field),
        found: showValue(found),
        limit: showValue(limit),
        ...(origin && { setIn: describeOrigin(origin) }),
        ...(places.length > 0 && { places: places.map(describePlace) }),
        ...(refusedWaivers.length > 0 && {
            refused: refusedWaivers.map((reason) => escapeUnseen(`${reason}.`)),
        }),
    };
}

function describePlace({ file, line, column, what }: ReportedPlace): string {
    return `${showFile(file)}:${line}${column === undefined ? "" : `:${column}`} (${what})`;
}

/** The apps, and what else findings are about. An app that was given twice is one. */
function subjectsOf({ apps, findings, waived, accepted }: Run): {
    subjects: PageSubject[];
    subjectIndex: ReadonlyMap<string, number>;
} {
    const byTag = new Map<string, PageSubject>();
    for (const { tag, deviceRequirements } of apps) {
        if (byTag.has(tag)) continue;
        const { minCpu, minMemory } = deviceRequirements;
        byTag.set(tag, {
            label: showLine(tag),
            requirements: {
                ...(minCpu !== undefined && { cpu: minCpu }),
                ...(minMemory !== undefined && { memory: minMemory }),
            },
        });
    }
    for (const { tag } of [...findings, ...waived.map((each) => each.finding), ...accepted]) {
        if (!byTag.has(tag)) byTag.set(tag, { label: tag === "" ? STACK_LABEL : showLine(tag) });
    }
    const ordered = [...byTag].sort(([a], [b]) => compareTexts(a, b));
    return {
        subjects: ordered.map(([, subject]) => subject),
        subjectIndex: new Map(ordered.map(([tag], index) => [tag, index])),
    };
}
