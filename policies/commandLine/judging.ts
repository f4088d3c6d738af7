import { showFile } from "bytenite-core/model";
import { Option, type Command } from "commander";
import { doors } from "../doors";
import type { Door, Shown } from "../doors/door";
import { lookUpLines } from "../doors/lookUpLines";
import { dayThatIsSet, today } from "../exceptions/today";
import { evaluate } from "../judging/evaluate";
import type * as Fixing from "./fixing";
import { requireManifests } from "./requireManifests";
import { repositoryOf } from "./repository";
import { toRun } from "../reports/toRun";
import type { Run } from "../reports/report";
import {
    countApps,
    countRules,
    describeDoubt,
    describeIdleRules,
    describeRun,
    describeUnjudged,
    whyNothing,
} from "../reports/summary";
import type { ResolvedRules } from "../rulesFile/resolvedRules";
import { requireStackName } from "../rulesFile/stackPattern";
import { interruptible } from "./interruption";
import type { Session } from "./session";
import { CommandError } from "./commandError";

/** What the options of a command that judges say. */
export interface JudgingOptions {
    allowEmpty?: boolean;
    /** Whether manifests are changed as findings propose, before they are judged. */
    fix?: boolean;
    stack?: string;
    endpoint?: string;
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
    return addDoors(program.command(name))
        .option("--stack <project/stack>", "judge by what holds for this stack")
        .option("--allow-empty", "succeed where there is no app, or no rule that judges one");
}

/** Lets a command choose a door. */
export function addDoors(command: Command): Command {
    command.argument("[state]", "as --state (default: standard input)");
    for (const { option, description } of doors.values()) {
        command.addOption(new Option(`--${option}`, description));
    }
    addEndpoint(command);
    return command;
}

/**
 * Judges what the chosen door lets in.
 * @param changes what holds instead of the rules file's
 * @throws DocumentError
 * @throws UnansweredError
 */
export async function judgeApps(
    session: Session,
    state: string | undefined,
    options: JudgingOptions,
    changes: Partial<ResolvedRules> = {},
): Promise<Judged> {
    const day = dayThatIsSet(session.environment);
    requireManifests(options);
    let opened = await openDoor(session, state, options);
    const named = options.stack === undefined ? undefined : requireStackName(options.stack);
    const stack = named ?? opened.stack;
    const { rules, doubts } = session.readRulesWithDoubts(stack, named, changes);
    const organisation = { ...rules, ...changes };
    const todays = today(session.environment);
    const judge = ({ apps, untold }: Pick<Shown, "apps" | "untold">) =>
        evaluate(apps, organisation.rules, organisation, todays, untold?.facts);
    if (options.fix) {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- few commands edit files
        const { fixManifests } = require("./fixing") as typeof Fixing;
        const isChanged = fixManifests(
            opened,
            (apps) => judge({ ...opened, apps }).findings,
            session,
        );
        if (isChanged) opened = await openDoor(session, state, options);
    }
    const shown = {
        lookedUpAt: lookUpLines(session.folder, session.environment, stack),
        ...opened,
    };
    const { apps, untold } = shown;
    const evaluation = judge(shown);
    session.tell(
        describeRun({
            ...organisation.source,
            subject: shown.subject,
            ...(day !== undefined && { day }),
            apps: countApps(apps),
            ...countRules(organisation),
        }),
    );
    for (const doubt of doubts) session.tell(describeDoubt(doubt));
    if (evaluation.unjudged.length > 0) {
        session.tell(describeUnjudged(evaluation.unjudged, untold?.by));
    }
    const reason = options.allowEmpty
        ? undefined
        : whyNothing(apps, organisation, { ...shown, ...evaluation });
    if (reason === undefined) {
        for (const line of describeIdleRules(apps, organisation)) session.tell(line);
    }
    const emptiness = reason === undefined ? undefined : `Nothing was judged: ${reason}`;
    const run = toRun({
        evaluation,
        shown,
        stack,
        organisation,
        day: todays,
        folder: session.folder,
        root: repositoryOf(session.folder),
        fallbacks: session.placesOfRules(),
        emptiness: emptiness && `${emptiness}.`,
    });
    if (emptiness === undefined) return { run };
    return { run, emptiness: `${emptiness}. With --allow-empty, that is no error` };
}

/** Whether somebody names a source of apps. Without one, a state is read from standard input. */
export function hasChosenDoor(state: string | undefined, options: JudgingOptions): boolean {
    return state !== undefined || [...doors.keys()].some((name) => options[name] !== undefined);
}

/** What the chosen door lets in. @throws DocumentError @throws ByteNiteError */
export async function openDoor(
    session: Session,
    state: string | undefined,
    options: JudgingOptions,
): Promise<Shown> {
    const chosen = [...doors.keys()].filter((each) => options[each] !== undefined);
    const [name = "state"] = state === undefined ? chosen : ["state"];
    const sources = [
        ...(state === undefined ? [] : [showFile(state)]),
        ...chosen.map((each) => `--${each}`),
    ];
    if (sources.length > 1) {
        throw new CommandError(`Give one source of apps at a time, not ${sources.join(" and ")}`);
    }
    const given = name === "state" ? (state ?? options.state) : options[name];
    if (options.endpoint !== undefined && !doorNamed(name).asksByteNite) {
        const live = [...doors]
            .filter(([, each]) => each.asksByteNite)
            .map(([each]) => `--${each}`);
        throw new CommandError(
            `--endpoint says where ByteNite is asked, which only ${live.join(" and ")} do`,
        );
    }
    return enter(
        session,
        name,
        [given].flat().filter((each) => typeof each === "string"),
        options,
    );
}

/** Where ByteNite is asked. Never a credential: others on the machine see options. */
export function addEndpoint(command: Command): Command {
    return command.option(
        "--endpoint <url>",
        "base URL of ByteNite's API (default: BYTENITE_ENDPOINT, the credentials file, ByteNite's own)",
    );
}

function doorNamed(name: string): Door {
    const door = doors.get(name);
    if (!door) throw new Error(`no door ${name}`);
    return door;
}

/** What a door lets in. @param name of its folder @param given what stands after its option @throws DocumentError, UnansweredError */
export async function enter(
    session: Session,
    name: string,
    given: readonly string[],
    { endpoint }: { endpoint?: string },
): Promise<Shown> {
    const context = {
        folder: session.folder,
        environment: session.environment,
        ...(endpoint !== undefined && { endpoint }),
        tell: (text: string) => session.tell(text),
        progress: (text: string) => session.progress(text),
    };
    const clear = () => session.clear();
    return interruptible(() => doorNamed(name).open(given, context), clear).finally(clear);
}
