import { join, resolve } from "node:path";
import { findRulesFile, RULES_FILE_NAME } from "../rulesFile/find";
import { findDoubts } from "../rulesFile/doubts";
import { loadRulesFile } from "../rulesFile/load";
import { describeDoubt } from "../reports/summary";
import { projectAbove } from "../rulesFile/projectFolder";
import { resolveRules, type LoadedRulesFile } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import type { StackIdentity } from "../rulesFile/stackPattern";
import { findUncovered } from "../rulesFile/uncoveredStack";
import { StatusLine } from "./statusLine";

/** What all commands of one run share. */
export class Session {
    private readonly statusLine: StatusLine;

    /** @param given the option --rules */
    constructor(
        private readonly given: () => string | undefined,
        readonly environment: NodeJS.ProcessEnv,
        readonly folder: string,
    ) {
        this.statusLine = new StatusLine(process.stderr, environment);
    }

    /** The absolute path of a file that somebody names. */
    path(file: string): string {
        return resolve(this.folder, file);
    }

    /** The rules file that the option --rules names: absolute. */
    namedRulesFile(): string | undefined {
        const given = this.given();
        return given === undefined ? undefined : resolve(this.folder, given);
    }

    /** The rules file that holds. `undefined`: there is none. @throws DocumentError */
    rulesPath(): string | undefined {
        const given = this.namedRulesFile();
        return findRulesFile({
            named: given ?? this.environment.BYTENITE_RULES_FILE,
            ...(given && { namedBy: "the option --rules" }),
            folder: () => projectAbove(this.folder)?.folder ?? this.folder,
            // A person who is in the folder of a rules file means that one, also below a project.
            alsoIn: this.folder,
        });
    }

    /**
     * The file in which the rules stand or would stand, the most telling first: the rules file, the project's file,
     * and the rules file that somebody would write.
     */
    placesOfRules(): string[] {
        const project = projectAbove(this.folder);
        const found = [this.rulesPath(), project?.file].filter((path) => path !== undefined);
        return [...found, join(this.folder, RULES_FILE_NAME)];
    }

    /** The rules for a stack that somebody names, who is told of a doubt; without one, those for every stack. @throws DocumentError */
    readRules(named: StackIdentity | undefined): ResolvedRules {
        const file = this.readRulesFile();
        if (!file) return NO_RULES_FILE;
        for (const doubt of findUncovered(file, named)) this.tell(describeDoubt(doubt));
        return resolveRules(file, named);
    }

    /**
     * The same, with what is hardly meant: a sentence each.
     * @param named the stack, if it was somebody who named it
     * @throws DocumentError
     */
    readRulesWithDoubts(
        stack: StackIdentity | undefined,
        named: StackIdentity | undefined,
        instead: Partial<Pick<ResolvedRules, "baseline">>,
    ): { rules: ResolvedRules; doubts: string[] } {
        const file = this.readRulesFile(undefined, instead);
        if (!file) return { rules: NO_RULES_FILE, doubts: [] };
        const doubts = [...findUncovered(file, named), ...findDoubts(file)];
        return { rules: resolveRules(file, stack), doubts };
    }

    /**
     * A rules file, and what it names. `undefined`: there is none.
     * @param file default: the one that holds
     * @param instead what holds in place of what the file names
     * @throws DocumentError
     */
    readRulesFile(
        file?: string,
        instead: Partial<Pick<ResolvedRules, "baseline">> = {},
    ): LoadedRulesFile | undefined {
        const path = file === undefined ? this.rulesPath() : resolve(this.folder, file);
        return path === undefined ? undefined : loadRulesFile(path, this.folder, instead);
    }

    /** For people: what a program reads is on standard output. */
    tell(text: string): void {
        this.clear();
        process.stderr.write(`${text}\n`);
    }

    /** For people on a terminal, as long as it goes on. */
    progress(text: string): void {
        this.statusLine.show(text);
    }

    /** Takes the progress away. */
    clear(): void {
        this.statusLine.clear();
    }
}
