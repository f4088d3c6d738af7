import { join, resolve } from "node:path";
import { rules } from "../rules";
import { findRulesFile, RULES_FILE_NAME } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { projectAbove } from "../rulesFile/projectFolder";
import { resolveRules } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import type { StackIdentity } from "../rulesFile/stackPattern";
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

    /** The rules file that holds. `undefined`: there is none. @throws DocumentError */
    rulesPath(): string | undefined {
        const given = this.given();
        return findRulesFile({
            named: given ? resolve(this.folder, given) : this.environment.BYTENITE_RULES_FILE,
            ...(given && { namedBy: "the option --rules" }),
            folder: () => projectAbove(this.folder)?.folder ?? this.folder,
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

    /** The rules for a stack; without one, those for every stack. @throws DocumentError */
    readRules(stack: StackIdentity | undefined): ResolvedRules {
        const path = this.rulesPath();
        if (path === undefined) return NO_RULES_FILE;
        return resolveRules(rules, loadRulesFile(path, this.folder), stack);
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
