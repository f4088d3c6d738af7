import { withCommonSettings } from "../../contract/commonSettings";
import type { Waiver } from "../../contract/exceptions";
import type { Rule } from "../../contract/rule";
import type { SettingOrigin } from "../../contract/settings";
import { appMatcher, isExpired } from "../../exceptions/waiver";
import type { LoadedRulesFile } from "../../rulesFile/resolve";
import type { ResolvedRules } from "../../rulesFile/resolvedRules";
import type { JudgedCase } from "../judgeCase";
import type { ReadCase, TestedRules } from "../testedRules";
import { partsOf, type RulesFilePart } from "./parts";

/** A part of a rules file, and in how many cases it is exercised. */
export interface CoveredPart {
    part: RulesFilePart;
    cases: number;
}

/** What cases exercise of a rules file, in the order of the lines. @throws DocumentError */
export function cover(
    file: LoadedRulesFile,
    tested: TestedRules,
    cases: readonly ReadCase[],
): CoveredPart[] {
    const parts = partsOf(file.definition, file.origin);
    const seen = cases.map((each) => new SeenCase(each, tested));
    return parts.map((part) => ({
        part,
        cases: seen.filter((each) => each.exercises(part)).length,
    }));
}

/** What one case shows of the rules file. */
class SeenCase {
    private readonly resolved: ResolvedRules;
    private readonly judged: JudgedCase;
    /** The rules that had something to judge, whether they run or not. */
    private readonly concerned: readonly Rule[];

    constructor(
        private readonly of: ReadCase,
        tested: TestedRules,
    ) {
        this.resolved = tested.resolve(of.stack);
        this.judged = tested.judge(of);
        this.concerned = this.resolved.rules.filter((rule) => this.concerns(rule));
    }

    exercises(part: RulesFilePart): boolean {
        switch (part.kind) {
            case "environment":
                return this.resolved.source?.environments.includes(part.environment) ?? false;
            case "rule":
                return this.isApplied(part.environment) && this.running().some(isCalled(part.rule));
            case "level":
                return this.concerned
                    .filter(isCalled(part.rule))
                    .some(({ name }) => isAt(this.configuration(name)?.levelOrigin, part));
            case "setting":
                return this.running()
                    .filter(isCalled(part.rule))
                    .some(({ name }) =>
                        isAt(this.configuration(name)?.origins[part.setting], part),
                    );
            case "waiver":
                return this.resolved.waivers
                    .filter(({ origin }) => origin.line === part.line)
                    .some((waiver) => this.isUsed(waiver));
            case "model":
                return this.of.apps
                    .flatMap(({ deviceRequirements: { gpu } }) => gpu)
                    .some((name) => this.isOwnModel(name, part.model));
            case "baseline":
                return this.judged.judgements.some(({ accepted }) => accepted.length > 0);
        }
    }

    private running(): readonly Rule[] {
        return this.concerned.filter(
            ({ name }) => this.configuration(name)?.enforcementLevel !== "disabled",
        );
    }

    private configuration(rule: string) {
        return this.resolved.configuration[rule];
    }

    private isApplied(environment: string | undefined): boolean {
        return (
            environment === undefined ||
            (this.resolved.source?.environments.includes(environment) ?? false)
        );
    }

    private concerns(rule: Rule): boolean {
        const { judgements } = this.judged;
        if (rule.scope !== "exceptions") {
            const settings = this.configuration(rule.name)?.settings ?? {};
            return this.of.apps.some(appMatcher(withCommonSettings(rule, settings).apps));
        }
        // What reports on waivers, the baseline or the rules file needs one.
        if (rule.when === "start") return true;
        if (rule.name === "baseline-accepted") {
            return judgements.some(({ accepted }) => accepted.length > 0);
        }
        return judgements.some(({ matching }) => matching.length > 0);
    }

    /** An expired waiver does its work by being refused. */
    private isUsed(waiver: Waiver): boolean {
        const { judgements } = this.judged;
        if (isExpired(waiver, this.of.today)) {
            return judgements.some(({ matching }) => matching.some((m) => m.waiver === waiver));
        }
        return judgements.some(({ waived }) => waived.some((each) => each.waiver === waiver));
    }

    private isOwnModel(name: string, model: string): boolean {
        const { gpus } = this.resolved;
        const gpu = gpus.identify(name);
        return gpu?.knownFrom === "organisation" && gpu.key === gpus.key(model);
    }
}

function isCalled(name: string | undefined): (rule: Rule) => boolean {
    return (rule) => name === undefined || rule.name === name;
}

function isAt(
    origin: SettingOrigin | undefined,
    { line, environment }: { line: number; environment: string | undefined },
): boolean {
    return origin !== undefined && origin.line === line && origin.environment === environment;
}
