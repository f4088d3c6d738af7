import { evaluate } from "../../judging/evaluate";
import type { ShownApp } from "../../judging/facts";
import { rules } from "../../rules";
import type { ResolvedRules } from "../../rulesFile/resolvedRules";
import type { Run } from "../report";
import { toRun } from "../toRun";

/** The day on which the apps are judged. */
const DAY = "2026-01-15";

/** Apps that were judged. */
export function runOf(
    apps: readonly ShownApp[],
    organisation: ResolvedRules,
    subject = "The stack shop/prod",
): Run {
    return toRun({
        evaluation: evaluate(apps, rules, organisation, DAY),
        shown: { subject, apps },
        stack: { project: "shop", stack: "prod" },
        organisation,
        day: DAY,
        folder: "/repository",
        root: "/repository",
    });
}
