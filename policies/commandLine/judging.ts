import { DocumentError } from "bytenite-core/documents";
import { Option, type Command } from "commander";
import type { LeveledFinding } from "../contract/evaluation";
import { doors } from "../doors";
import type { Shown } from "../doors/door";
import { dayThatIsSet, today } from "../exceptions/today";
import { evaluate } from "../judging/evaluate";
import type * as Fixing from "./fixing";
import { requireManifests } from "./requireManifests";
import { repositoryOf } from "./repository";
import { toRun } from "../reports/toRun";
import type { Run } from "../reports/report";
import { countApps, countRules, describeRun, whyNothing } from "../reports/summary";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { requireStackName } from "../rulesFile/stackPattern";
import type { Session } from "./session";

/** What the options of a command that judges say. */
export interface JudgingOptions {
    allowEmpty?: boolean;
    /** Whether manifests are changed as findings propose, before they are judged. */
    fix?: boolean;
    stack?: string;
    /** What stands after the option of each door. */
    [door: string]: unknown;
}

/** What was judged, and why it may be nothing. */
export interface Judged {
    run: Run;
    /** Why nothing was judged, and what to do. Absent: something was, or nobody minds. */
    emptiness?: string;
}

/** A command that judges the apps that a door lets in. */
export function judgingCommand(program: Command, name: string): Command {
    const command = program
        .command(name)
        .argument("[state]", "as --state (default: standard input)")
        .option("--stack <project/stack>", "judge by what holds for this stack")
        .option("--allow-empty", "succeed where there is no app, or no rule that judges one");
    for (const { option, description } of doors.values()) {
        command.addOption(new Option(`--${option}`, description));
    }
    return command;
}

/**
 * Judges what the chosen door lets in.
 * @param changes what holds instead of the rules file's
 * @throws DocumentError
 * @throws ByteNiteError
 */
export async function judgeApps(
    session: Session,
    state: string | undefined,
    options: JudgingOptions,
    changes: Partial<ResolvedRules> = {},
): Promise<Judged> {
    const day = dayThatIsSet(session.environment);
    requireManifests(options);
    let shown = await openDoor(session, state, options);
    const stack = options.stack === undefined ? shown.stack : requireStackName(options.stack);
    const organisation = { ...session.readRules(stack), ...changes };
    const todays = today(session.environment);
    const judge = ({ apps }: Pick<Shown, "apps">) =>
        evaluate(apps, organisation.rules, organisation, todays);
    if (options.fix) {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- few commands edit files
        const { fixManifests } = require("./fixing") as typeof Fixing;
        const isChanged = fixManifests(shown, (apps) => judge({ apps }).findings, session);
        if (isChanged) shown = await openDoor(session, state, options);
    }
    const evaluation = judge(shown);
    session.tell(
        describeRun({
            ...organisation.source,
            subject: shown.subject,
            ...(day !== undefined && { day }),
            apps: countApps(shown.apps),
            ...countRules(organisation),
        }),
    );
    const run = toRun({
        evaluation,
        shown,
        stack,
        organisation,
        day: todays,
        folder: session.folder,
        root: repositoryOf(session.folder),
    });
    const reason = options.allowEmpty ? undefined : whyNothing(shown.apps, organisation);
    if (reason === undefined) return { run };
    return {
        run,
        emptiness: `Nothing was judged: ${reason}. With --allow-empty, that is no error`,
    };
}

async function openDoor(
    session: Session,
    state: string | undefined,
    options: JudgingOptions,
): Promise<Shown> {
    const chosen = [...doors.keys()].filter((name) => options[name] !== undefined);
    if (state !== undefined && !chosen.includes("state")) chosen.unshift("state");
    const [name = "state", ...others] = chosen;
    if (others.length > 0 || (state !== undefined && options.state !== undefined)) {
        throw new DocumentError([
            `Give one source of apps at a time, not ${[name, ...others].map((each) => `--${each}`).join(" and ")}`,
        ]);
    }
    const given = name === "state" ? (state ?? options.state) : options[name];
    const door = doors.get(name);
    if (!door) throw new Error(`no door ${name}`);
    return door.open(
        [given].flat().filter((each) => typeof each === "string"),
        {
            folder: session.folder,
            environment: session.environment,
            tell: (text) => session.tell(text),
        },
    );
}

/** Whether a finding refuses what was judged. */
export function isRefused(findings: readonly LeveledFinding[]): boolean {
    return findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
}
