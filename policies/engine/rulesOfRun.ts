import { dirname } from "node:path";
import { showFile, showLine } from "bytenite-core/model";
import type { Rule } from "../contract/rule";
import { findDoubts } from "../rulesFile/doubts";
import { findRulesFile } from "../rulesFile/find";
import { loadRulesFile } from "../rulesFile/load";
import { distinguishesStacks } from "../rulesFile/namedStacks";
import { resolveRules, type LoadedRulesFile } from "../rulesFile/resolve";
import { NO_RULES_FILE, type ResolvedRules } from "../rulesFile/resolvedRules";
import { showStack, type StackIdentity } from "../rulesFile/stackPattern";
import { projectAbove, projectFolder } from "../rulesFile/projectFolder";
import { misspeltNames } from "../rulesFile/variables";
import { describeDoubt, type RunSummary } from "../reports/summary";
import { PolicyError } from "../contract/policyError";

/** The pack's own folder, in which the engine starts it, or into which bin/policy-pack goes. */
const PACK_FOLDER = process.cwd();

/** The organisation's rules in one run of the engine, for the stack that it tells or shows. */
export class RulesOfRun {
    private readonly path: string | undefined;
    private readonly file: LoadedRulesFile | undefined;
    /** Where the file was searched, if it was. */
    private folder: string | undefined;
    private readonly byStack = new Map<string, ResolvedRules>();
    private readonly told: StackIdentity | undefined;
    private shown: StackIdentity | undefined;

    /**
     * @param given path of the rules file, where no other one counts
     * @param told the stack that the engine tells
     * @throws DocumentError with every problem of the file
     */
    constructor(
        given: string | undefined,
        told: StackIdentity | undefined,
        private readonly environment: NodeJS.ProcessEnv,
    ) {
        this.told = told ?? stackInEnvironment(environment);
        this.path = given ?? this.find();
        this.file =
            this.path === undefined ? undefined : loadRulesFile(this.path, dirname(this.path));
    }

    /** The stack that is judged, as far as it is known. */
    get stack(): StackIdentity | undefined {
        return this.told ?? this.shown;
    }

    /** The folder of the Pulumi project. @throws DocumentError where nothing tells it */
    projectFolder(): string {
        return (this.folder ??= projectFolder(this.stack?.project, this.environment));
    }

    /** Every rule that there is. */
    get rules(): readonly Rule[] {
        return (this.file ?? NO_RULES_FILE).rules;
    }

    /** What the rules file and the environment hardly mean: a sentence each. */
    get doubts(): string[] {
        const ofFile = this.file ? findDoubts(this.file) : [];
        return [...ofFile.map(describeDoubt), ...misspeltNames(this.environment)];
    }

    /** The rules, where they are certain before a resource is shown. */
    get decided(): ResolvedRules | undefined {
        if (this.told) return this.resolve(this.told);
        return this.file && distinguishesStacks(this.file.definition)
            ? undefined
            : this.resolve(undefined);
    }

    /**
     * The rules for the stack of some resources.
     * @throws DocumentError where the file has different rules for different stacks, and it isn't clear which hold
     */
    of(urns: readonly string[]): ResolvedRules {
        if (this.told) return this.resolve(this.told);
        const shown = new Map(urns.map(stackOfUrn).map((each) => [each && showStack(each), each]));
        shown.delete(undefined);
        const [identity, ...others] = [...shown.values()].filter((each) => each !== undefined);
        this.shown = identity;
        if (identity) this.refuseOtherProject(identity);
        const { decided } = this;
        if (decided) return decided;
        if (identity === undefined || others.length > 0) {
            throw new PolicyError("RULES_UNCLEAR", [
                `${showFile(this.path ?? "")} has rules for some stacks only, and ${others.length > 0 ? `what is judged belongs to several (${[...shown.keys()].map((name) => showLine(name ?? "")).join(", ")}): judge one at a time` : "nothing tells which stack is judged"}.`,
            ]);
        }
        const { PULUMI_ORGANIZATION: organization } = this.environment;
        return this.resolve({ ...(organization && { organization }), ...identity });
    }

    /** The run's part of the sentence about it. */
    describe({ source }: ResolvedRules): Pick<RunSummary, "file" | "environments" | "subject"> {
        const { stack } = this;
        return {
            ...(this.path !== undefined && { file: this.path }),
            ...(source && { environments: source.environments }),
            ...(stack && { subject: `The stack ${showStack(stack)}` }),
        };
    }

    private find(): string | undefined {
        return findRulesFile({
            named: this.environment.BYTENITE_RULES_FILE,
            folder: () => this.projectFolder(),
            alsoIn: PACK_FOLDER,
        });
    }

    private resolve(stack: StackIdentity | undefined): ResolvedRules {
        if (!this.file) return NO_RULES_FILE;
        const key = stack ? showStack(stack) : "";
        const known = this.byStack.get(key);
        if (known) return known;
        const resolved = resolveRules(this.file, stack);
        this.byStack.set(key, resolved);
        return resolved;
    }

    /** Another project's rules must not judge this one. */
    private refuseOtherProject({ project }: StackIdentity): void {
        const found = this.folder === undefined ? undefined : projectAbove(this.folder);
        if (!found?.name || found.name === project) return;
        throw new PolicyError("RULES_UNCLEAR", [
            `What is judged is of the Pulumi project ${showLine(project)}, but the rules file was looked for in ${showFile(found.folder)}, which is the project ${showLine(found.name)}. ` +
                "Start the command in the folder of the former, or name the rules file in the environment variable BYTENITE_RULES_FILE.",
        ]);
    }
}

/** A language host tells the SDK the stack in these variables, also where the SDK comes in several copies. */
function stackInEnvironment({
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
}: NodeJS.ProcessEnv): StackIdentity | undefined {
    if (!project || !stack) return undefined;
    return { ...(organization && { organization }), project, stack };
}

/** urn:pulumi:stack::project::type::name */
function stackOfUrn(urn: string): StackIdentity | undefined {
    const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
    return stack && project ? { project, stack } : undefined;
}
