import { join } from "node:path";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { API_KEY } from "../dev/support/emulator";
import { Backend, type Stack } from "../dev/support/stack";
import {
    checkOut,
    engineEnvironment,
    evaluate,
    githubEnvironment,
    gitlab,
    runScript,
    SECRETS,
    stepOf,
    textOf,
    workflow,
    type Step,
} from "./continuousIntegration.testSupport";

export const previewStep = stepOf(workflow("pull-request").jobs.preview?.steps, "Preview");
export const updateStep = stepOf(workflow("deploy").jobs.up?.steps, "Update");

/** The example, checked out anew for each test, and the sample apps. */
export interface Project {
    folder: () => string;
    /** The folder of what the runner keeps. */
    outside: () => string;
    report: (stack: string, name: string) => string;
    summary: () => string;
    initialise: (stack: string) => Promise<Stack>;
    onGithub: (
        step: Step,
        stack: string,
        secrets?: Record<string, string>,
        more?: NodeJS.ProcessEnv,
    ) => ReturnType<typeof runScript>;
    onGitlab: (stack: string) => ReturnType<typeof runScript>;
}

export function useProject(): Project {
    let emulator: Emulator;
    let backend: Backend;
    let project: string;

    beforeAll(async () => {
        emulator = await startEmulator({ apiKeys: [API_KEY] });
    });
    afterAll(() => emulator.close());
    beforeEach(async () => {
        backend = await Backend.create();
        project = join(backend.folder, "infrastructure");
        checkOut(project);
    });
    afterEach(() => backend.dispose());

    const shared = () => ({
        ...engineEnvironment(backend.folder),
        BYTENITE_ENDPOINT: emulator.url,
    });
    return {
        folder: () => project,
        outside: () => backend.folder,
        report: (stack, name) => textOf(join(project, "reports", stack, name)),
        summary: () => textOf(join(backend.folder, "summary.md")),
        initialise: (name) => backend.stackOf(project, name, {}),
        onGithub: ({ run = "", env }, stack, secrets = SECRETS, more = {}) => {
            const values: Record<string, string> = { "matrix.stack": stack };
            for (const [name, value] of Object.entries(secrets)) values[`secrets.${name}`] = value;
            const environment = {
                ...shared(),
                ...githubEnvironment(backend.folder),
                ...evaluate(env, values),
                ...more,
            };
            return runScript(run, { folder: project, options: "-e", environment });
        },
        onGitlab: (stack) =>
            runScript(gitlab.preview?.script?.join("\n") ?? "", {
                folder: project,
                environment: { ...shared(), GITLAB_CI: "true", PULUMI_STACK: stack, ...SECRETS },
            }),
    };
}
