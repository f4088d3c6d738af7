import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { startEmulator, type Emulator } from "bytenite-emulator";
import type { AppRecord } from "bytenite-core/model";
import { Command } from "commander";
import { getApps } from "pulumi-bytenite";
import { changeGpu } from "./catalogue";
import { run, stopRunning, type CommandResult } from "./command";
import {
    copyReadyMadeProject,
    createIsolatedFolder,
    isolatedEnvironment,
    REPOSITORY,
} from "../support/isolation";
import { toTable } from "./table";

const SHOWN_TAGS = ["hello-world", "video-transcoding", "llama4-app-gpu@1", "img-gen-diffusers"];
const CHANGED_APP = "img-gen-diffusers";
const NEW_GPU = ["NVIDIA GeForce RTX 4090", "NVIDIA H100"];
const POLICY_PACK = join(REPOSITORY, "policies/bin/policy-pack");
const RULES_FILE = join(REPOSITORY, "dev/demo/bytenite.rules.yaml");
const MOST_REAL_APPS = 20;

/** A failure to tell a person about: no stack trace. */
class DemoError extends Error {}

interface Demo {
    folder: string;
    environment: NodeJS.ProcessEnv;
    pulumi: (...args: string[]) => Promise<CommandResult>;
    quietly: (...args: string[]) => Promise<CommandResult>;
}

function heading(text: string): void {
    console.log(`\n${styleText("bold", `── ${text}`)}`);
}

function prepare(folder: string, environment: NodeJS.ProcessEnv): Demo {
    const options = { cwd: join(folder, "project"), env: environment };
    const fixed = ["--stack", "demo", "--non-interactive", "--color", "never"];
    return {
        folder,
        environment,
        pulumi: (...args) => {
            console.log(
                styleText("dim", `  $ pulumi ${args.join(" ").replaceAll(REPOSITORY, ".")}`),
            );
            return run("pulumi", [...args, ...fixed], options);
        },
        quietly: async (...args) => {
            const result = await run("pulumi", [...args, ...fixed], { ...options, quiet: true });
            if (result.exitCode !== 0) {
                throw new DemoError(`"pulumi ${args.join(" ")}" failed:\n${result.output}`);
            }
            return result;
        },
    };
}

/** Makes the stack and reads the apps into its outputs. */
async function readIntoOutputs(demo: Demo, tags: string[], policies: string[]): Promise<void> {
    const project = join(demo.folder, "project");
    await copyReadyMadeProject(project);
    await copyFile(RULES_FILE, join(project, "bytenite.rules.yaml"));
    await demo.quietly("stack", "init");
    for (const [index, tag] of tags.entries()) {
        await demo.quietly("config", "set", "--path", `tags[${index}]`, tag);
    }
    const up = await demo.pulumi(
        ...["up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"],
        ...policies,
    );
    if (up.exitCode !== 0) throw new DemoError("pulumi up failed: see above.");
    const { output } = await demo.quietly("stack", "output", "apps", "--json");
    console.log(toTable(JSON.parse(output) as Record<string, AppRecord>));
}

const policyOptions = ["--policy-pack", POLICY_PACK];
const previewCommand = ["preview", "--suppress-outputs", "--suppress-progress"];

async function withEmulator(
    folder: string,
    onStarted: (emulator: Emulator) => void,
): Promise<void> {
    const catalogue = join(folder, "catalogue.yaml");
    await copyFile(require.resolve("bytenite-emulator/catalogue.yaml"), catalogue);
    const emulator = await startEmulator({ catalogue });
    onStarted(emulator);
    const demo = prepare(folder, {
        ...isolatedEnvironment(folder),
        BYTENITE_ENDPOINT: emulator.url,
        BYTENITE_API_KEY: "emulator-api-key",
    });

    heading(`1. A ByteNite emulator serves ${emulator.describeCatalogue()} at ${emulator.url}`);
    heading("2. Pulumi reads four apps by tag into stack outputs, under bytenite.rules.yaml");
    console.log(
        "  It says: only T4, A100 40 GB and RTX 4090 (mandatory); 8 GB of memory with a GPU (advisory).",
    );
    await readIntoOutputs(demo, SHOWN_TAGS, policyOptions);
    console.log("  Other stacks read these outputs through a stack reference.");

    heading(`3. Somebody pushes ${CHANGED_APP} again, now with ${NEW_GPU.join(" or ")}`);
    await changeGpu(catalogue, CHANGED_APP, NEW_GPU);
    console.log(`  The catalogue now says: gpu: [${NEW_GPU.join(", ")}]`);

    heading("4. The next preview shows, field by field, what changed at ByteNite");
    const drift = await demo.pulumi(...previewCommand, "--diff");
    if (!drift.output.includes('+ [1]: "NVIDIA H100"')) {
        throw new DemoError("The preview should have shown the new GPU.");
    }

    heading("5. Under the rules, the preview is refused");
    const preview = await demo.pulumi(...previewCommand, ...policyOptions);
    if (preview.exitCode === 0 || !/\[mandatory\].*gpu-allowed/.test(preview.output)) {
        throw new DemoError("The policy pack should have refused the new GPU.");
    }

    heading("What happened");
    console.log(
        `  Nothing was deployed: the preview ended with exit code ${preview.exitCode}, which stops a pull request in CI.\n` +
            "  The finding names the app, the GPU, what is allowed, and the change of the manifest that ends it.\n" +
            '  Next: README.md, "In your own project". Everything above ran on this machine, offline.',
    );
}

async function withRealCatalogue(folder: string, endpoint: string): Promise<void> {
    const environment = { ...process.env, ...isolatedEnvironment(folder), HOME: process.env.HOME };
    const demo = prepare(folder, { ...environment, BYTENITE_ENDPOINT: endpoint });

    heading(`1. The catalogue at ${endpoint}`);
    const apps = await getApps({}, { settings: { endpoint } });
    if (apps.length === 0) throw new DemoError("There are no apps in this catalogue.");
    const shown = apps.slice(0, MOST_REAL_APPS);
    console.log(
        `  ${apps.length} apps${apps.length > shown.length ? `, of which the first ${shown.length}:` : ""}`,
    );

    heading("2. Pulumi reads them by tag into stack outputs, in a stack that goes with this run");
    await readIntoOutputs(
        demo,
        shown.map(({ tag }) => `${tag}=${tag}`),
        [],
    );

    heading("3. A preview under the rules of this demo (dev/demo/bytenite.rules.yaml)");
    const preview = await demo.pulumi(...previewCommand, ...policyOptions);
    const refused = /\[mandatory\]/.test(preview.output);
    if (preview.exitCode !== 0 && !refused) throw new DemoError("The preview failed: see above.");
    console.log(
        refused
            ? "\n  The rules refuse the apps above. Nothing was changed at ByteNite."
            : "\n  No rule refuses an app. Nothing was changed at ByteNite.",
    );
}

async function main(): Promise<void> {
    const { endpoint } = new Command("npm run demo --")
        .description(
            "Shows on the real Pulumi engine how ByteNite apps become stack outputs, and how a rule refuses one.",
        )
        .option(
            "--endpoint <url>",
            "read a real catalogue instead of the emulator's; credentials come from the environment or the credentials file",
        )
        .parse()
        .opts<{ endpoint?: string }>();
    const folder = await createIsolatedFolder("demo");
    let emulator: Emulator | undefined;
    let cleaned: Promise<void> | undefined;
    const cleanUp = (notify: boolean): Promise<void> =>
        (cleaned ??= (async () => {
            await stopRunning(notify);
            await emulator?.close();
            await rm(folder, { recursive: true, force: true });
        })());
    for (const [signal, number] of [
        ["SIGINT", 2],
        ["SIGTERM", 15],
    ] as const) {
        process.once(signal, () => {
            console.error(`\nStopped (${signal}). Cleaning up.`);
            const toldByTerminal = signal === "SIGINT" && process.stdin.isTTY;
            void cleanUp(!toldByTerminal).then(() => process.exit(128 + number));
        });
    }
    try {
        await (endpoint === undefined
            ? withEmulator(folder, (started) => (emulator = started))
            : withRealCatalogue(folder, endpoint));
    } catch (error) {
        // What was interrupted fails in its own ways: the signal's handler has the word.
        if (cleaned) return;
        process.exitCode = 1;
        const message = error instanceof Error ? error.message : String(error);
        console.error(styleText("red", `\nThe demo failed. ${message}`));
    }
    await cleanUp(true);
}

void main();
