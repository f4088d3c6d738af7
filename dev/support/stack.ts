import { execFile, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import {
    copyReadyMadeProject,
    createIsolatedFolder,
    isolatedEnvironment,
    REPOSITORY,
} from "./isolation";
import { StackFiles, type State, type StateResource } from "./stackFiles";

export { REPOSITORY };
export type { State, StateResource };
/** The launcher form of the policy pack. */
export const POLICY_PACK = join(REPOSITORY, "policies/bin/policy-pack");

/** What a command of the Pulumi CLI did. */
export interface CommandResult {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** A command under way. */
export interface RunningCommand {
    child: ChildProcess;
    /** Rejects where it did not end by itself: nobody shall take that for a refusal. */
    result: Promise<CommandResult>;
}

/** Where a backend keeps its states, if not in files. */
export interface StateStore {
    /** As PULUMI_BACKEND_URL has it. */
    readonly url: string;
    /** Everything that the engine wrote, backups and history too, as text. */
    content(): string;
}

/** As long as a test may take (timeout.ts): no command is ended because the machine is slow. */
const LONGEST_COMMAND_MS = 3_600_000;
const LARGEST_OUTPUT_BYTES = 200 * 1024 * 1024;

/** A backend of its own, in files or in the store, with a folder that goes when it is disposed of. */
export class Backend {
    private constructor(
        readonly folder: string,
        private readonly store?: StateStore,
    ) {}

    static async create(store?: StateStore): Promise<Backend> {
        return new Backend(await createIsolatedFolder("end-to-end"), store);
    }

    /** Environment variables that lead Pulumi here. */
    get environment(): NodeJS.ProcessEnv {
        const environment = isolatedEnvironment(this.folder);
        return this.store ? { ...environment, PULUMI_BACKEND_URL: this.store.url } : environment;
    }

    /** Whether states are where `folder` says. */
    get inFiles(): boolean {
        return this.store === undefined;
    }

    /** A new stack of a copy of the ready-made project, of a program beside the tests, or of a folder. */
    async stack(
        name: string,
        options: { program?: string; environment?: NodeJS.ProcessEnv } = {},
    ): Promise<Stack> {
        const { program, environment = {} } = options;
        const project = join(this.folder, name);
        await (program === undefined
            ? copyReadyMadeProject(project)
            : cp(resolve(REPOSITORY, "test/programs", program), project, { recursive: true }));
        return this.stackOf(project, name, environment);
    }

    /** A new stack of a project where it lies. */
    async stackOf(project: string, name: string, environment: NodeJS.ProcessEnv): Promise<Stack> {
        const files = await StackFiles.open(project, name, join(this.folder, "state"));
        const stack = new Stack(this, name, project, environment, files);
        if (this.inFiles) await files.create();
        else await stack.succeed("stack", "init", name);
        return stack;
    }

    /** Everything that the engine wrote, backups and history too, as text. */
    content(): string {
        if (this.store) return this.store.content();
        const folder = join(this.folder, "state");
        return readdirSync(folder, { recursive: true, encoding: "utf8" })
            .map((name) => join(folder, name))
            .filter((path) => statSync(path).isFile())
            .map((path) => readFileSync(path, "utf8"))
            .join("\n");
    }

    async dispose(): Promise<void> {
        await rm(this.folder, { recursive: true, force: true });
    }
}

/** A stack, through the real CLI. */
export class Stack {
    /** Environment variables of every command, besides the fixed ones. */
    environment: NodeJS.ProcessEnv;
    private readonly configurationFile: string;

    constructor(
        readonly backend: Backend,
        readonly name: string,
        readonly project: string,
        environment: NodeJS.ProcessEnv,
        private readonly files: StackFiles,
    ) {
        this.environment = environment;
        this.configurationFile = join(project, `Pulumi.${name}.yaml`);
    }

    /** `pulumi <command> --stack … <args>` */
    run(command: string, ...args: string[]): Promise<CommandResult> {
        return this.start(command, ...args).result;
    }

    /** Like `run`, for a command that something happens to on its way. */
    start(command: string, ...args: string[]): RunningCommand {
        const fixed = args[0] === "init" ? [] : ["--stack", this.name];
        const confirmed = ["up", "refresh", "destroy"].includes(command)
            ? ["--yes", "--skip-preview"]
            : [];
        return this.execute([command, ...args, ...fixed, ...confirmed]);
    }

    /** Like `run`, for a command that is expected to succeed. */
    async succeed(command: string, ...args: string[]): Promise<string> {
        const { exitCode, stdout, stderr } = await this.run(command, ...args);
        if (exitCode !== 0) {
            throw new Error(`pulumi ${command} exited with ${exitCode}:\n${stdout}\n${stderr}`);
        }
        return stdout;
    }

    /** Sets values of its configuration as `pulumi config set --plaintext` does, lists and objects too. */
    async configure(values: Readonly<Record<string, unknown>>): Promise<void> {
        await this.files.configure(values);
    }

    /** Replaces the list of tags that the ready-made stack reads. */
    async setTags(...tags: string[]): Promise<void> {
        await this.configure({ "bytenite-apps:tags": tags.length === 0 ? undefined : tags });
    }

    /** Replaces what the ready-made stack selects by, besides its list of tags. */
    async setSelection(
        select: Readonly<Record<string, string | readonly string[]>>,
    ): Promise<void> {
        await this.configure({ "bytenite-apps:select": select });
    }

    /** Puts the organisation's rules file into the project. */
    async setRules(rules: object): Promise<void> {
        await writeFile(join(this.project, "bytenite.rules.yaml"), stringify(rules));
    }

    /** The stack's outputs. */
    async outputs<Outputs>(): Promise<Outputs> {
        const plain = this.backend.inFiles ? await this.files.outputs() : undefined;
        if (plain) return plain as Outputs;
        return JSON.parse(await this.succeed("stack", "output", "--json")) as Outputs;
    }

    /** The state, with what the engine keeps for itself. */
    async state(): Promise<State> {
        if (this.backend.inFiles) return this.files.state();
        const exported = await this.succeed("stack", "export");
        return (JSON.parse(exported) as { deployment: State }).deployment;
    }

    /** The resources in the state, without the stack itself and providers. */
    async resources(): Promise<StateResource[]> {
        const { resources = [] } = await this.state();
        return resources.filter(({ type }) => !type.startsWith("pulumi:"));
    }

    /** What the state says of the resources, without what the engine notes beside it. */
    async facts(): Promise<StateResource[]> {
        const resources = await this.resources();
        return resources.map(({ urn, type, id, inputs, outputs }) => ({
            urn,
            type,
            ...(id !== undefined && { id }),
            ...(inputs && { inputs }),
            ...(outputs && { outputs }),
        }));
    }

    /** Text of the stack's configuration file. */
    configuration(): Promise<string> {
        return readFile(this.configurationFile, "utf8");
    }

    private execute(args: string[]): RunningCommand {
        const environment = {
            ...this.backend.environment,
            // As the shell of a person in the project's folder has it.
            PWD: this.project,
            ...this.environment,
        };
        let finish: (result: CommandResult) => void;
        let fail: (error: Error) => void;
        const result = new Promise<CommandResult>((finished, failed) => {
            finish = finished;
            fail = failed;
        });
        const child = execFile(
            "pulumi",
            [...args, "--non-interactive", "--color", "never"],
            {
                cwd: this.project,
                env: environment,
                maxBuffer: LARGEST_OUTPUT_BYTES,
            },
            (error, stdout, stderr) => {
                clearTimeout(limit);
                const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                // It could not be started, or printed too much.
                if (typeof error?.code === "string") fail(error);
                else finish({ exitCode, stdout, stderr });
            },
        );
        const limit = setTimeout(() => {
            fail(new Error(`pulumi ${args.join(" ")} did not end in ${LONGEST_COMMAND_MS} ms`));
            child.kill("SIGKILL");
        }, LONGEST_COMMAND_MS);
        return { child, result };
    }
}
