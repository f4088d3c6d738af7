import type { PolicyPack } from "@pulumi/policy";
import { rules } from "../rules";
import type { Rule } from "../contract/rule";
import type { ShownApp } from "../judging/facts";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import type { EnforcementLevel } from "../contract/settings";
import { notDefault } from "./notDefault";
import type { OrganisationOptions } from "./organisationOptions";
import { OwnRuleNotServedError } from "./ownRuleNotServedError";
import { toPolicies, type AppPolicy, type InForce, type Organisation } from "./engine";
import { listenToEngine, UNDECIDED, type EngineCalls } from "./engineCalls";
import { parseReportFiles, REPORT_VARIABLE, type ReportFile } from "./reportFiles";
import { writeReportsOf } from "./reportOfRun";
import { RulesOfRun } from "./rulesOfRun";
import { countRules, describeIdleRules, describeRun } from "../reports/summary";
import { dayThatIsSet, today } from "../exceptions/today";
import { PolicyError } from "../contract/policyError";

type InitialConfiguration = NonNullable<ConstructorParameters<typeof PolicyPack>[2]>;

export type { OrganisationOptions } from "./organisationOptions";

/** What `new PolicyPack` takes to enforce an organisation's rules file. */
export interface OrganisationPolicies {
    policies: AppPolicy[];
    /** Levels and settings of the rules file for the stack that is deployed: the third argument. */
    configuration: InitialConfiguration;
}

/**
 * The rules as policies, with what the organisation's rules file sets for the stack: the file in the options,
 * else the one that BYTENITE_RULES_FILE names, else the only bytenite.rules.yaml in or above the folder of the
 * Pulumi project, or in or above the policy pack's own.
 *
 * The file is read when the engine asks which policies there are, and the policies of its modules' rules come
 * into the list then, which therefore must not be copied. A file that can't be used ends
 * the engine's run with all its problems. When a stack was judged, one line on standard output, which the
 * engine shows, says by which rules.
 */
export function organisationPolicies(options: OrganisationOptions = {}): OrganisationPolicies {
    const calls = listenToEngine();
    const organisation = new OrganisationOfRun(options, calls);
    const policies = toPolicies(rules, organisation);
    const configuration: InitialConfiguration = {};
    const configure = (known: readonly Rule[]): void => {
        for (const name of Object.keys(configuration)) delete configuration[name];
        for (const { name } of known) {
            // A getter, so that the SDK tells the engine what is wrong with the rules file.
            const get = () => organisation.initialConfiguration(name);
            Object.defineProperty(configuration, name, {
                configurable: true,
                enumerable: true,
                get,
            });
        }
    };
    configure(rules);
    // The engine tells a pack its stack only after the pack has been made, and the rules file may bring rules
    // along. The SDK reads the list of policies anew for each question.
    calls.onAsked = () => {
        const known = organisation.begin();
        policies.splice(0, Infinity, ...toPolicies(known, organisation));
        configure(known);
    };
    return { policies, configuration };
}

/** What holds in the engine's run, which begins when the engine asks for the configuration. */
class OrganisationOfRun implements Organisation {
    private run: RulesOfRun | { failure: unknown } | undefined;
    private resolvedLast: ResolvedRules | undefined;
    private apps: readonly ShownApp[] = [];
    private readonly appsByUrn = new Map<string, readonly ShownApp[]>();
    private reportFiles: readonly ReportFile[] = [];
    private readonly settings = new Map<string, Readonly<Record<string, unknown>>>();
    private day: string | undefined;

    constructor(
        private readonly options: OrganisationOptions,
        private readonly calls: EngineCalls,
    ) {
        calls.onStackJudged = () => {
            process.stdout.write(`${this.describe()}\n`);
            this.writeReports(this.apps);
        };
        // A preview goes on, and judges the stack.
        if (process.env.PULUMI_NODEJS_DRY_RUN === "true") return;
        calls.onRefused = () => this.writeReports([...this.appsByUrn.values()].flat());
    }

    /** Reads the rules file, and gives every rule that there is. What is wrong is thrown when somebody asks. */
    begin(): readonly Rule[] {
        this.apps = [];
        this.appsByUrn.clear();
        this.settings.clear();
        this.resolvedLast = undefined;
        try {
            // A day that is none ends the run before anything is judged.
            this.day = today(process.env);
            this.reportFiles = this.findReportFiles();
            const run = new RulesOfRun(this.options.rulesFile, this.calls.stack, process.env);
            this.run = run;
            return run.rules;
        } catch (failure) {
            this.run = { failure };
            return rules;
        }
    }

    /** What the engine is told of a policy before anybody else says something about it. */
    initialConfiguration(name: string): InitialConfiguration[string] {
        const decided = this.rulesOfRun().decided;
        if (!decided) return { enforcementLevel: UNDECIDED };
        const { enforcementLevel, settings } = decided.configuration[name] ?? {};
        return { ...(enforcementLevel && { enforcementLevel }), ...settings };
    }

    rulesFor(urns: readonly string[]): ResolvedRules {
        const resolved = this.rulesOfRun().of(urns);
        if (resolved !== this.resolvedLast) this.requireOwnRules(resolved);
        return (this.resolvedLast = resolved);
    }

    inForce(
        rule: Rule,
        given: Readonly<Record<string, unknown>>,
        resolved: ResolvedRules,
    ): InForce {
        const inForce = this.decide(rule, given, resolved);
        this.settings.set(rule.name, inForce.settings);
        return inForce;
    }

    private decide(
        rule: Rule,
        given: Readonly<Record<string, unknown>>,
        resolved: ResolvedRules,
    ): InForce {
        if (this.rulesOfRun().decided) return { settings: given };
        const { enforcementLevel = "advisory", settings } = resolved.configuration[rule.name] ?? {
            settings: {},
        };
        const level = this.configuredLevel(rule.name);
        return {
            level: level === UNDECIDED ? enforcementLevel : level,
            settings: { ...given, ...settings, ...notDefault(rule, given) },
        };
    }

    lookedUp(urn: string): unknown {
        return this.calls.lookedUp.get(urn);
    }

    shown(urn: string, apps: readonly ShownApp[]): void {
        this.appsByUrn.set(urn, apps);
    }

    judged(apps: readonly ShownApp[]): void {
        this.apps = apps;
    }

    today(): string {
        return this.day ?? today(process.env);
    }

    private rulesOfRun(): RulesOfRun {
        if (!this.run) this.begin();
        if (this.run instanceof RulesOfRun) return this.run;
        throw this.run?.failure;
    }

    /** A copy of the policies, such as [...policies, another], is made before there is a rules file. */
    private requireOwnRules({ rules: known }: ResolvedRules): void {
        for (const { name, module } of known) {
            if (module === undefined || this.calls.served.has(name)) continue;
            throw new OwnRuleNotServedError(name, module);
        }
    }

    private configuredLevel(name: string): EnforcementLevel | typeof UNDECIDED {
        const level = this.calls.levels.get(name);
        if (level !== undefined) return level;
        throw new PolicyError("PACK_NOT_CONFIGURED", [
            "The engine's configuration of the policy pack did not arrive. Is there more than one copy of @pulumi/pulumi or @pulumi/policy in node_modules? Run: npm ls @pulumi/pulumi @pulumi/policy",
        ]);
    }

    /** Where every rule is off, none has asked. */
    private resolved(): ResolvedRules {
        return this.resolvedLast ?? this.rulesOfRun().decided ?? NO_RULES_FILE;
    }

    private findReportFiles(): ReportFile[] {
        const { [REPORT_VARIABLE]: named } = process.env;
        if (named) return parseReportFiles(named, `${REPORT_VARIABLE} in the environment`);
        return parseReportFiles(this.options.report ?? "", "The option report");
    }

    private writeReports(apps: readonly ShownApp[]): void {
        if (this.reportFiles.length === 0) return;
        const run = this.rulesOfRun();
        const organisation = this.organisation();
        writeReportsOf(apps, {
            files: this.reportFiles,
            organisation,
            subject: run.describe(organisation).subject,
            stack: run.stack,
            day: this.today(),
            folder: run.projectFolder(),
        });
    }

    /** What holds, with what Pulumi's own configuration says. */
    private organisation(): ResolvedRules {
        const resolved = this.resolved();
        const configuration = Object.fromEntries(
            resolved.rules.map(({ name }) => {
                const own = resolved.configuration[name];
                const { origins = {}, settings = {} } = own ?? {};
                const told = this.calls.levels.get(name) ?? UNDECIDED;
                const enforcementLevel = told === UNDECIDED ? own?.enforcementLevel : told;
                return [
                    name,
                    {
                        ...(enforcementLevel && { enforcementLevel }),
                        settings: this.settings.get(name) ?? settings,
                        origins,
                    },
                ];
            }),
        );
        return { ...resolved, configuration };
    }

    private describe(): string {
        const run = this.rulesOfRun();
        const organisation = this.organisation();
        const sentences = [
            describeRun({
                ...run.describe(organisation),
                ...(dayThatIsSet(process.env) !== undefined && { day: this.today() }),
                apps: this.apps.length,
                ...countRules(organisation),
            }),
            ...run.doubts,
            ...describeIdleRules(this.apps, organisation),
        ];
        return sentences.map((sentence) => `ByteNite: ${sentence}`).join("\n");
    }
}
