import { existsSync } from "node:fs";
import { basename, relative } from "node:path";
import { DocumentError, writeTextFile } from "bytenite-core/documents";
import { showFile, showLine } from "bytenite-core/model";
import { isJudging } from "../../contract/rule";
import { today } from "../../exceptions/today";
import { counted } from "../../phrases/counted";
import { countApps, describeUnjudged } from "../../reports/summary";
import { rules } from "../../rules";
import { RULES_FILE_NAME } from "../../rulesFile/find";
import { startingRules } from "../../starting/startingRules";
import type { AddCommand } from "../command";
import { addExamples } from "../examples";
import { addDoors, openDoor, type JudgingOptions } from "../judging";
import type { Session } from "../session";
import { PolicyError } from "../../contract/policyError";

interface Options extends JudgingOptions {
    output: string;
    force?: boolean;
}

export const addCommand: AddCommand = (program, session) => {
    const command = addDoors(program.command("init"))
        .description(
            "Writes a first rules file that fits today's apps, with comments. Every app passes it.",
        )
        .option("--output <file>", "the file to write", RULES_FILE_NAME)
        .option("--force", "write over a file that is there")
        .action(async (state: string | undefined, options: Options) => {
            const { output, force } = options;
            if (!force) refuseExisting(session, output);
            const { subject, apps, untold } = await openDoor(session, state, options);
            if (countApps(apps) === 0) {
                throw new PolicyError("NOTHING_TO_JUDGE", [
                    "There is no app to take rules from. Copy starter.rules.yaml of this package instead",
                ]);
            }
            const { text, started, postponed, unjudged } = startingRules(
                apps,
                today(session.environment),
                subject,
                untold?.facts,
            );
            writeTextFile(session.path(output), text, { shownAs: output });
            session.tell(
                `${showFile(output)} has ${counted(started.filter(isAboutApps).length, "rule")}, which ${counted(countApps(apps), "app")} of ${lower(showLine(subject))} pass.`,
            );
            if (postponed.length > 0) {
                const names = postponed.map(({ rule }) => rule).join(", ");
                session.tell(`Apps have findings of ${names}: the end of the file names them.`);
            }
            if (unjudged.length > 0) session.tell(describeUnjudged(unjudged, untold?.by));
        });
    addExamples(command, [
        ["bytenite-policies init state.json", `from the state of a stack, into ${RULES_FILE_NAME}`],
        [
            "bytenite-policies init state.json --output strict.yaml --force",
            "into another file, again",
        ],
    ]);
};

/** Two rules files end every run: see findRulesFile. */
function refuseExisting(session: Session, output: string): void {
    if (existsSync(session.path(output))) {
        throw new DocumentError(
            [
                `${showFile(output)} is there already. With --force it is written over; --output names another file`,
            ],
            "FILE_NOT_WRITTEN",
        );
    }
    const other = basename(output) === RULES_FILE_NAME ? session.rulesPath() : undefined;
    if (other === undefined) return;
    throw new DocumentError(
        [
            `There is a rules file already, ${showFile(relative(session.folder, other) || other)}, and only one may be named ${RULES_FILE_NAME}. Write to another name with --output, or use --force`,
        ],
        "FILE_NOT_WRITTEN",
    );
}

function isAboutApps(name: string): boolean {
    return rules.filter(isJudging).some((rule) => rule.name === name);
}

function lower(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
