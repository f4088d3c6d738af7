import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator, type EmulatorOptions } from "bytenite-emulator";
import { copyReadyMadeProject } from "../dev/support/isolation";
import { REPOSITORY } from "../dev/support/stack";
import {
    filesOfPage,
    withCircumstances,
    type DocumentedPage,
} from "./documentedCommands.testSupport";
import { runReadme } from "./readmeRun.testSupport";

/** The project in which the commands of a page run. */
interface Scene {
    /** Makes the folder. */
    create: (project: string) => Promise<void>;
    /** What its reader has done before. */
    before: readonly string[];
    catalogue?: NonNullable<EmulatorOptions["catalogue"]>;
}

const DOCUMENTED = join(REPOSITORY, "test/fixtures/documentedProject");
const NEW_STACK = ["pulumi stack init prod", "pulumi up --skip-preview"];

/** A project with rules, cases and a stack that is up, and files of it. */
const SHOP: Scene = {
    create: (project) => cp(DOCUMENTED, project, { recursive: true }),
    before: [
        ...NEW_STACK,
        "pulumi stack export --show-secrets > state.json",
        "mkdir states && cp state.json states/prod.json",
        "npx bytenite-policies baseline --state state.json --output bytenite.baseline.json",
        "npx pulumi-bytenite lock img-gen-diffusers@4.0",
        "npx bytenite-policies snapshot --output yesterday.json",
        "cp yesterday.json today.json",
    ],
};

/** The two apps of docs/generate/reports.ts. */
const REPORTED: Scene = {
    create: async (project) => {
        await SHOP.create(project);
        const program = `const { App } = require("pulumi-bytenite");
new App("img-gen", { tag: "img-gen@4.0" });
new App("upscale", { tag: "upscale@1.2" });
`;
        await writeFile(join(project, "index.js"), program);
    },
    before: NEW_STACK,
    catalogue: {
        apps: [
            {
                name: "img-gen",
                version: "4.0",
                deviceRequirements: { gpu: ["NVIDIA H100"], minMemory: 16 },
            },
            {
                name: "upscale",
                version: "1.2",
                deviceRequirements: { gpu: ["tesla t4"], minMemory: 1 },
            },
        ],
    },
};

/** The project at the top of the repository. */
const READY_MADE: Scene = {
    create: async (project) => {
        await copyReadyMadeProject(project);
        for (const file of ["package.json", "policies/starter.rules.yaml"]) {
            await cp(join(REPOSITORY, file), join(project, file));
        }
    },
    before: [],
};

const PAGES_OF_OTHERS: Record<string, Scene> = {
    "docs/reports.md": REPORTED,
    "docs/stack-outputs.md": READY_MADE,
};

function sceneOf(file: string): Scene {
    const [, example] = /^examples\/([^/]+)\//.exec(file) ?? [];
    if (example === undefined) return PAGES_OF_OTHERS[file] ?? SHOP;
    const folder = join(REPOSITORY, "examples", example);
    return { create: (project) => cp(folder, project, { recursive: true }), before: [] };
}

/** npx itself takes longer than what it starts. */
const NPX = `#!/bin/sh
name=$1
shift
exec "${REPOSITORY}/node_modules/.bin/$name" "$@"
`;

/** Runs the pages' commands, each page in a copy of its scene. A scene is prepared once. */
export class Scenes {
    private readonly prepared = new Map<Scene, Promise<{ home: string; emulator: Emulator }>>();

    private readonly emulators: Emulator[] = [];

    /** @param folder an empty one, outside of the repository, which is a Pulumi project */
    constructor(private readonly folder: string) {}

    /** Gives what came out otherwise than the page says, in words. */
    async run({ file, markdown, commands }: DocumentedPage): Promise<string[]> {
        const scene = sceneOf(file);
        const prepared =
            this.prepared.get(scene) ??
            this.prepare(scene, join(this.folder, `scene-${this.prepared.size}`));
        this.prepared.set(scene, prepared);
        const { home, emulator } = await prepared;
        const copy = join(this.folder, file.replaceAll("/", "-"));
        await cp(home, copy, { recursive: true, verbatimSymlinks: true });
        const shell = this.shell(copy, emulator);
        // Which one is selected, Pulumi knows by the project's path.
        if (scene.before.length > 0) shell.environment.PULUMI_STACK = "prod";
        for (const [name, content] of filesOfPage(markdown)) {
            await writeFile(join(copy, "project", name), content);
        }
        return runReadme(withCircumstances(commands), {
            ...shell,
            page: file,
            isErrorApart: true,
        });
    }

    private async prepare(scene: Scene, home: string) {
        const emulator = await startEmulator({
            ...(scene.catalogue && { catalogue: scene.catalogue }),
            apiKeys: [API_KEY],
        });
        this.emulators.push(emulator);
        await mkdir(join(home, "bin"), { recursive: true });
        await writeFile(join(home, "bin/npx"), NPX, { mode: 0o755 });
        await writeFile(join(home, "typed"), `${API_KEY}\n`);
        const shell = this.shell(home, emulator);
        await scene.create(shell.project);
        const commands = ["npm install", ...scene.before];
        const differences = await runReadme(
            commands.map((command) => ({ line: 0, command, mayFail: false })),
            { ...shell, page: "before" },
        );
        if (differences.length > 0) throw new Error(differences.join("\n"));
        return { home, emulator };
    }

    private shell(home: string, { url }: Emulator) {
        const environment: NodeJS.ProcessEnv = {
            BYTENITE_ENDPOINT: url,
            BYTENITE_API_KEY: API_KEY,
            // On this day docs/generate/reports.ts judges.
            BYTENITE_TODAY: "2026-01-15",
        };
        return {
            home,
            project: join(home, "project"),
            modules: join(REPOSITORY, "node_modules"),
            firstOnPath: join(home, "bin"),
            environment,
        };
    }

    async close(): Promise<void> {
        await Promise.all(this.emulators.map((emulator) => emulator.close()));
    }
}

const API_KEY = "emulator-api-key";
