import { resolve } from "node:path";
import { DocumentError, print } from "bytenite-core/documents";
import { showFile, showJson, showLine, showText } from "bytenite-core/model";
import { findFiles } from "../../doors/manifest/findFiles";
import { appMatcher } from "../../exceptions/waiver";
import { readInput } from "../../doors/input";
import { readState } from "../../doors/state/state";
import type { ShownApp } from "../../judging/facts";
import { counted } from "../../phrases/counted";
import {
    describeUncovered,
    findUncovered,
    uncoveredJson,
    type CoveringStack,
} from "../../reports/uncovered";
import { showStack } from "../../rulesFile/stackPattern";
import { PolicyError } from "../../contract/policyError";
import { EXIT, type AddCommand } from "../command";
import { CommandError } from "../commandError";
import { addExamples } from "../examples";
import { addEndpoint, enter } from "../judging";
import type { Session } from "../session";
import { terminalWidth } from "../terminal";

interface Options {
    state: string[];
    snapshot?: string;
    ignore?: string[];
    json?: boolean;
    endpoint?: string;
    allowEmpty?: boolean;
}

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("uncovered")
        .description(
            "Lists the apps of the catalogue that no App and no AppSelection of your stacks has: nothing watches or judges those.",
        )
        .requiredOption(
            "--state <file...>",
            "what `pulumi stack export --show-secrets` wrote of each stack; globs too, which leave out node_modules and .git",
        )
        .option("--snapshot <file>", "a snapshot in place of the catalogue as it is now")
        .option("--ignore <app...>", "apps to leave out, by name or name@version; globs too")
        .option("--json", "as JSON")
        .option("--allow-empty", "succeed where there is no app to look for");
    addEndpoint(command).action(async (options: Options) => {
        const stacks = await readStacks(session, options.state);
        const { apps, subject, ifEmpty } = await readCatalogue(session, options);
        const wanted = leaveOut(session, apps, options.ignore ?? []);
        if (wanted.length === 0 && !options.allowEmpty) {
            const why = apps.length === 0 ? ifEmpty : "--ignore leaves every app out";
            throw new PolicyError("NOTHING_TO_JUDGE", [
                `Nothing was looked for: ${why}. With --allow-empty, that is no error`,
            ]);
        }
        const found = findUncovered(wanted, stacks);
        const declared = stacks.reduce((sum, stack) => sum + stack.declared.length, 0);
        session.tell(
            `${showLine(subject)}: ${counted(wanted.length, "app")} looked for in ${counted(stacks.length, "stack")} with ${counted(declared, "app")}.`,
        );
        for (const place of found.unknown) {
            session.tell(
                `${showLine(place)} can't be read, so that nobody knows which app it is. Run \`pulumi up\` there, then export the state again`,
            );
        }
        print(
            options.json
                ? showJson(uncoveredJson(found, stacks))
                : describeUncovered(found, terminalWidth()),
        );
        if (found.uncovered.length > 0) process.exitCode = EXIT.refused;
    });
    addExamples(command, [
        ["bytenite-policies uncovered --state 'states/*.json'", "asks ByteNite for the catalogue"],
        [
            "bytenite-policies uncovered --state prod.json dev.json --snapshot today.json --ignore 'test-*'",
            "from files alone, without apps for tests",
        ],
    ]);
};

/** @throws DocumentError for what is no state of a stack, and for two of the same stack */
async function readStacks(session: Session, given: readonly string[]): Promise<CoveringStack[]> {
    const files = new Map<string, string>();
    const stacks: CoveringStack[] = [];
    for (const file of findFiles(given, session.folder)) {
        const { text, shownAs } = await readInput(resolve(session.folder, file), file);
        const { stack, ...apps } = readState(text, shownAs);
        if (!stack) {
            throw new DocumentError([
                `${showFile(file)}: has outputs only, which don't say which resources the stack has. It must be what \`pulumi stack export --show-secrets\` writes`,
            ]);
        }
        const name = showStack(stack);
        const other = files.get(name);
        if (other !== undefined) {
            throw new CommandError(
                `${showFile(other)} and ${showFile(file)} are both states of the stack ${showLine(name)}. Give the newer one alone`,
            );
        }
        files.set(name, file);
        stacks.push({ name, ...apps });
    }
    return stacks;
}

function readCatalogue(session: Session, options: Options) {
    const { snapshot, endpoint } = options;
    if (snapshot !== undefined && endpoint !== undefined) {
        throw new CommandError(
            "--endpoint says where ByteNite is asked, which --snapshot does not",
        );
    }
    return snapshot === undefined
        ? enter(session, "catalogue", [], options)
        : enter(session, "snapshot", [snapshot], options);
}

function leaveOut(
    session: Session,
    apps: readonly ShownApp[],
    patterns: readonly string[],
): readonly ShownApp[] {
    for (const pattern of patterns) {
        if (apps.some(appMatcher([pattern]))) continue;
        session.tell(
            `--ignore ${showText(pattern)} fits no app. Check whether it is spelled right`,
        );
    }
    const isIgnored = appMatcher(patterns);
    return apps.filter((app) => !isIgnored(app));
}
