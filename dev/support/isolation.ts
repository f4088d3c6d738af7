import { cp, mkdir, mkdtemp } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The repository. */
export const REPOSITORY = resolve(
    __dirname,
    __dirname.includes(join("dev", "dist")) ? "../../.." : "../..",
);

const READY_MADE_FILES = ["Pulumi.yaml", "index.ts", "tsconfig.json"];

/** A new, empty folder for everything that Pulumi writes. In the repository, whose packages programs find from there. */
export async function createIsolatedFolder(purpose: string): Promise<string> {
    const parent = join(REPOSITORY, ".cache", purpose);
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, "run "));
    await mkdir(join(folder, "state"));
    return folder;
}

/** Copies the ready-made stack, so that the repository keeps no configuration of a trial. */
export async function copyReadyMadeProject(target: string): Promise<void> {
    await mkdir(target);
    for (const file of READY_MADE_FILES) await cp(join(REPOSITORY, file), join(target, file));
}

/** Environment variables that keep Pulumi inside the folder, offline and without questions. */
export function isolatedEnvironment(folder: string): NodeJS.ProcessEnv {
    return {
        PATH: process.env.PATH,
        HOME: folder,
        PULUMI_HOME: join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "a trial has no secrets",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...quickStart(),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_NODEJS_TSCONFIG_PATH: join(REPOSITORY, "tsconfig.json"),
    };
}

/** Tests start so many processes that these load no more than they need (see quickStart.js). What measures does not. */
function quickStart(): NodeJS.ProcessEnv {
    const { TEST_QUICK_START: file, NODE_COMPILE_CACHE: bytecode } = process.env;
    if (!file) return { NODE_COMPILE_CACHE: bytecode };
    return { NODE_OPTIONS: `--require ${JSON.stringify(file)}`, TEST_BYTECODE: bytecode };
}

/** Besides the isolated environment: Node and TypeScript as a user's project has them. */
export const AS_USERS_HAVE_IT: NodeJS.ProcessEnv = {
    NODE_OPTIONS: undefined,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    PULUMI_NODEJS_TSCONFIG_PATH: undefined,
};
