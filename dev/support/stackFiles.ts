import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";

/** Goes with the passphrase of trials: what `pulumi stack init` derives from it takes as long as an update. */
const SALT = "v1:m63qfJiGLBw=:v1:/AxLKpZHE9yAQsIK:xu38oUTyWYj0LdGfKUvyt67H8ttFhw==";
/** How the engine marks a secret value in a state. */
const SECRET = '"4dabf18193072939515e22adb298388d"';

/** A resource in the state. */
export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
}

/** A state. What is empty in it may be absent. */
export interface State {
    resources?: StateResource[];
    /** What an update had begun and not ended when it was broken off. */
    pending_operations?: { type: string; resource: StateResource }[];
}

interface StackSettings {
    config?: Record<string, unknown>;
    encryptionsalt?: string;
}

/** A stack's settings, and its state where the backend is a folder, in the engine's files but without an engine. */
export class StackFiles {
    private constructor(
        private readonly project: string,
        private readonly name: string,
        private readonly settingsFile: string,
        private readonly backend: string,
    ) {}

    /** @param backend folder of the backend, if it is one */
    static async open(project: string, name: string, backend: string): Promise<StackFiles> {
        const text = await readFile(join(project, "Pulumi.yaml"), "utf8");
        const { name: projectName } = parse(text) as { name: string };
        return new StackFiles(projectName, name, join(project, `Pulumi.${name}.yaml`), backend);
    }

    /** What `pulumi stack init` does: an empty state, and what secrets are encrypted with. */
    async create(): Promise<void> {
        await mkdir(dirname(this.stateFile), { recursive: true });
        await writeFile(join(this.backend, ".pulumi/meta.yaml"), "version: 1\n");
        const stack = `organization/${this.project}/${this.name}`;
        await writeFile(this.stateFile, JSON.stringify({ version: 3, checkpoint: { stack } }));
        await this.write({ encryptionsalt: SALT, ...(await this.settings()) });
    }

    /** Sets configuration values, in plain text, by their keys with or without the project. `undefined` removes one. */
    async configure(values: Readonly<Record<string, unknown>>): Promise<void> {
        const settings = await this.settings();
        const config = { ...settings.config };
        for (const [key, value] of Object.entries(values)) {
            const fullKey = key.includes(":") ? key : `${this.project}:${key}`;
            if (value === undefined) delete config[fullKey];
            else config[fullKey] = value;
        }
        await this.write({ ...settings, config });
    }

    async state(): Promise<State> {
        const text = await readFile(this.stateFile, "utf8");
        return (JSON.parse(text) as { checkpoint: { latest?: State } }).checkpoint.latest ?? {};
    }

    /** The stack's outputs. `undefined`: there are secrets in them, which `pulumi stack output` knows how to hide. */
    async outputs(): Promise<Record<string, unknown> | undefined> {
        const { resources = [] } = await this.state();
        const { outputs = {} } = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
        return JSON.stringify(outputs).includes(SECRET) ? undefined : outputs;
    }

    private get stateFile(): string {
        return join(this.backend, ".pulumi/stacks", this.project, `${this.name}.json`);
    }

    private async settings(): Promise<StackSettings> {
        try {
            return (parse(await readFile(this.settingsFile, "utf8")) ?? {}) as StackSettings;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
            throw error;
        }
    }

    private async write(settings: StackSettings): Promise<void> {
        await writeFile(this.settingsFile, stringify(settings));
    }
}
