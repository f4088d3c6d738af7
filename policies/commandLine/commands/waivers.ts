import { print } from "bytenite-core/documents";
import { showJson, showLine } from "bytenite-core/model";
import { Option } from "commander";
import type { WaiverUse } from "../../contract/evaluation";
import type { Waiver } from "../../contract/exceptions";
import { describeOrigin } from "../../contract/finding";
import { today } from "../../exceptions/today";
import { waiverStates, type WaiverState } from "../../exceptions/waiverStatus";
import { counted } from "../../phrases/counted";
import { showTable } from "../../reports/table";
import { rule as waiverExpiring } from "../../rules/waiver-expiring/rule";
import { describeDoubt } from "../../reports/summary";
import { findUncovered } from "../../rulesFile/uncoveredStack";
import { everyWaiver, resolveRules, type LoadedRulesFile } from "../../rulesFile/resolve";
import { requireStackName } from "../../rulesFile/stackPattern";
import { EXIT, type AddCommand } from "../command";
import { addExamples } from "../examples";
import { hasChosenDoor, judgeApps, judgingCommand, type JudgingOptions } from "../judging";
import type { Session } from "../session";
import { terminalWidth } from "../terminal";
import { PolicyError } from "../../contract/policyError";

interface Options extends JudgingOptions {
    json?: boolean;
    failOn: keyof typeof FAILING;
}

/** For which waivers the command fails. */
const FAILING = {
    none: [],
    expired: ["expired"],
    expiring: ["expired", "expiring"],
} as const satisfies Record<string, readonly WaiverState["status"][]>;

export const addCommand: AddCommand = (program, session) => {
    const command = judgingCommand(program, "waivers")
        .description(
            "Lists waivers: active, expiring, expired and, where apps are given, those that cover nothing.",
        )
        .option("--json", "as a list in JSON")
        .addOption(
            new Option(
                "--fail-on <status>",
                "exit with 1 if there is such a waiver, or a worse one",
            )
                .choices(Object.keys(FAILING))
                .default("none"),
        )
        .action(async (state: string | undefined, options: Options) => {
            if (session.rulesPath() === undefined) {
                throw new PolicyError("RULES_FILE_MISSING", [
                    "There is no rules file that could have waivers. Run this in the folder of the Pulumi project, or name the file with --rules",
                ]);
            }
            const { waivers, others, expiring, uses } = await findWaivers(session, state, options);
            const soon = Number(expiring?.settings.days ?? waiverExpiring.settings.days?.default);
            const states = waiverStates(waivers, today(session.environment), soon, uses);
            print(options.json ? showJson(states.map(toJson)) : toText(states, others));
            const failing: readonly string[] = FAILING[options.failOn];
            if (states.some(({ status }) => failing.includes(status))) {
                process.exitCode = EXIT.refused;
            }
        });
    addExamples(command, [
        ["bytenite-policies waivers --fail-on expired", "in a nightly job"],
        [
            "pulumi stack export --show-secrets | bytenite-policies waivers --state -",
            "which of them are used",
        ],
    ]);
};

/** Waivers, and what is known of them. */
interface FoundWaivers {
    waivers: readonly Waiver[];
    /** How many more are for other stacks. */
    others: number;
    /** How waiver-expiring is set for the same stack. Absent: it is not. */
    expiring?: { settings: Readonly<Record<string, unknown>> } | undefined;
    /** Absent: no apps were given, and nothing says whether a waiver is used. */
    uses?: readonly WaiverUse[];
}

async function findWaivers(
    session: Session,
    state: string | undefined,
    options: Options,
): Promise<FoundWaivers> {
    if (hasChosenDoor(state, options)) {
        const { run, emptiness } = await judgeApps(session, state, options);
        if (emptiness !== undefined) throw new PolicyError("NOTHING_TO_JUDGE", [emptiness]);
        const waivers = run.waivers.map(({ waiver }) => waiver);
        return {
            waivers,
            others: countAll(session.readRulesFile()) - waivers.length,
            expiring: run.rules.find(({ name }) => name === waiverExpiring.name),
            uses: run.waivers,
        };
    }
    const stack = options.stack === undefined ? undefined : requireStackName(options.stack);
    const file = session.readRulesFile();
    if (!file) return { waivers: [], others: 0 };
    for (const doubt of findUncovered(file, stack)) session.tell(describeDoubt(doubt));
    const { waivers: ofStack, configuration } = resolveRules(file, stack);
    const waivers = stack ? ofStack : everyWaiver(file);
    return {
        waivers,
        others: countAll(file) - waivers.length,
        expiring: configuration[waiverExpiring.name],
    };
}

function toJson({ waiver: { origin, ...waiver }, status, daysLeft, covered }: WaiverState): object {
    const { file, line } = origin;
    return { status, ...waiver, daysLeft, ...(covered !== undefined && { covered }), file, line };
}

function countAll(file: LoadedRulesFile | undefined): number {
    return file?.definition.waivers?.length ?? 0;
}

function toText(states: readonly WaiverState[], others: number): string {
    if (states.length === 0) {
        return others === 0
            ? "There are no waivers."
            : `No waiver is for this stack. For other stacks there ${others === 1 ? "is" : "are"} ${others}.`;
    }
    const isJudged = states.some(({ covered }) => covered !== undefined);
    const titles = ["status", "rule", "app", "owner", "expires", "days left", "line"];
    const rows = states.map(({ waiver, status, daysLeft, covered }) => [
        status,
        waiver.rule,
        waiver.app === undefined ? "the stack" : showLine(waiver.app),
        showLine(waiver.owner),
        waiver.expires,
        `${daysLeft}`,
        describeOrigin(waiver.origin),
        ...(isJudged ? [counted(covered ?? 0, "finding")] : []),
    ]);
    const table = showTable(isJudged ? [...titles, "covers"] : titles, rows, terminalWidth());
    return `${table}\n\n${summarise(states)}`;
}

/** "2 active, 1 expired" */
function summarise(states: readonly WaiverState[]): string {
    return (["active", "expiring", "expired", "unused"] as const)
        .map((status) => [status, states.filter((each) => each.status === status).length] as const)
        .filter(([, count]) => count > 0)
        .map(([status, count]) => `${count} ${status}`)
        .join(", ");
}
