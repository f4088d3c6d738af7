import { resolve } from "node:path";
import { findRulesFile } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { projectAbove } from "../rulesFile/projectFolder";
import { resolveRules } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import type { StackIdentity } from "../rulesFile/stackPattern";

/** What all commands of one run share. */
export class Session {
    /** @param given the option --rules */
    constructor(
        private readonly given: () => string | undefined,
        readonly environment: NodeJS.ProcessEnv,
        readonly folder: string,
    ) {}

    /** The rules file that holds. `undefined`: there is none. @throws DocumentError */
    rulesPath(): string | undefined {
        const given = this.given();
        return findRulesFile({
            named: given ? resolve(this.folder, given) : this.environment.BYTENITE_RULES_FILE,
            ...(given && { namedBy: "the option --rules" }),
            folder: () => projectAbove(this.folder)?.folder ?? this.folder,
        });
    }

    /** The rules for a stack; without one, those for every stack. @throws DocumentError */
    readRules(stack: StackIdentity | undefined): ResolvedRules {
        const path = this.rulesPath();
        if (path === undefined) return NO_RULES_FILE;
        return resolveRules(loadRulesFile(path, this.folder), stack);
    }

    /** For people: what a program reads is on standard output. */
    tell(text: string): void {
        process.stderr.write(`${text}\n`);
    }
}
