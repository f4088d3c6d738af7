import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import {
    copyReadyMadeProject,
    createIsolatedFolder,
    isolatedEnvironment,
    REPOSITORY,
} from "../../demo/isolation";

export { REPOSITORY };
/** The launcher form of the policy pack. */
export const POLICY_PACK = join(REPOSITORY, "policies/bin/policy-pack");

/** What a command of the Pulumi CLI did. */
export interface CommandResult {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** A resource in the state. */
export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
}

const LONGEST_COMMAND_MS = 240_000;
const LARGEST_OUTPUT_BYTES = 200 * 1024 * 1024;

/** A file backend of its own, in a folder that goes when it is disposed of. */
export class Backend {
    private constructor(readonly folder: string) {}

    static async create(): Promise<Backend> {
        return new Backend(await createIsolatedFolder("end-to-end"));
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
        const stack = new Stack(this, name, project, environment);
        await stack.succeed("stack", "init", name);
        return stack;
    }

    /** The content of every file that the engine wrote, backups and history too. */
    content(): string {
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
    ) {
        this.environment = environment;
        this.configurationFile = join(project, `Pulumi.${name}.yaml`);
    }

    /** `pulumi <command> --stack … <args>` */
    async run(command: string, ...args: string[]): Promise<CommandResult> {
        const fixed = command === "stack" ? [] : ["--stack", this.name];
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

    /** Replaces the list of tags that the ready-made stack reads. */
    async setTags(...tags: string[]): Promise<void> {
        await this.run("config", "rm", "bytenite-apps:tags");
        if (tags.length === 0) return;
        const values = tags.flatMap((tag, index) => [
            "--plaintext",
            `bytenite-apps:tags[${index}]=${tag}`,
        ]);
        await this.succeed("config", "set-all", "--path", ...values);
    }

    /** Puts the organisation's rules file into the project. */
    async setRules(rules: object): Promise<void> {
        await writeFile(join(this.project, "bytenite.rules.yaml"), stringify(rules));
    }

    /** The stack's outputs. */
    async outputs<Outputs>(): Promise<Outputs> {
        const text = await this.execute(["stack", "output", "--json", "--stack", this.name]);
        return JSON.parse(text.stdout) as Outputs;
    }

    /** The resources in the state, without the stack itself and providers. */
    async resources(): Promise<StateResource[]> {
        const exported = await this.execute(["stack", "export", "--stack", this.name]);
        const { deployment } = JSON.parse(exported.stdout) as {
            deployment: { resources?: StateResource[] };
        };
        return (deployment.resources ?? []).filter(({ type }) => !type.startsWith("pulumi:"));
    }

    /** Text of the stack's configuration file. */
    configuration(): Promise<string> {
        return readFile(this.configurationFile, "utf8");
    }

    private execute(args: string[]): Promise<CommandResult> {
        const environment = {
            ...isolatedEnvironment(this.backend.folder),
            // As the shell of a person in the project's folder has it.
            PWD: this.project,
            ...this.environment,
        };
        return new Promise((finished) => {
            execFile(
                "pulumi",
                [...args, "--non-interactive", "--color", "never"],
                {
                    cwd: this.project,
                    env: environment,
                    timeout: LONGEST_COMMAND_MS,
                    maxBuffer: LARGEST_OUTPUT_BYTES,
                },
                (error, stdout, stderr) => {
                    const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                    finished({ exitCode, stdout, stderr });
                },
            );
        });
    }
}
