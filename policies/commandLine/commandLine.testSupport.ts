import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedTemporaryFolder } from "../../dev/support/asUser";
import { runInProcess, type Ended } from "../../dev/support/inProcess";
import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { appRecord } from "../appRecord.testSupport";
import type * as CommandLine from "./commandLine";

// What the command starts: the compiled one, beside the files that are shipped with it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- its types are those of the source
export const { run } = require("../dist/commandLine/commandLine") as typeof CommandLine;

export const COMMAND = join(__dirname, "../bin/bytenite-policies.js");
const TODAY = "2026-01-15";
const { id, ...facts } = appRecord({ gpu: ["H100"], minMemory: 4 });
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
/** The state of a stack with an App that is also an output, and an app that is only an output. */
export const state = JSON.stringify({
    version: 3,
    deployment: {
        resources: [
            {
                urn: urn("pulumi:pulumi:Stack", "shop-prod"),
                type: "pulumi:pulumi:Stack",
                outputs: {
                    same: { ...facts, id },
                    other: appRecord(
                        { minMemory: 1 },
                        { tag: "looked-up@1.0", name: "looked-up", version: "1.0", id: "2" },
                    ),
                },
            },
            {
                urn: urn(APP_RESOURCE_TYPE, "render"),
                type: APP_RESOURCE_TYPE,
                inputs: { ...facts, appId: id },
            },
        ],
    },
});

const RULES = `rules:
  all: disabled
  gpu-allowed:
    enforcementLevel: advisory
    allow: [t4]
  memory-minimum: { minimum: 2 }
environments:
  production:
    stacks: ["shop/prod"]
    rules:
      gpu-allowed: mandatory
waivers:
  - { rule: gpu-allowed, app: img-gen@*, reason: r, owner: o, expires: 2026-01-14 }
`;

/** A folder with a rules file, new for each test, in which the command runs. */
export function useCommand() {
    const folder = mkdtempSync(join(sharedTemporaryFolder(), "bytenite policies "));
    const rulesFile = join(folder, "bytenite.rules.yaml");
    beforeEach(() => writeFileSync(rulesFile, RULES));
    afterAll(() => rmSync(folder, { recursive: true }));
    return {
        folder,
        rulesFile,
        /** Runs it in the tests' own process. */
        run: async (
            args: string[],
            input: string | Buffer = "",
            environment: NodeJS.ProcessEnv = {},
        ): Promise<Ended> => {
            const surroundings = { folder, input, environment: environmentIn(folder, environment) };
            const { status, stdout, stderr } = await runInProcess(run, args, surroundings);
            return { status, stdout, stderr: withoutCode(status, stderr) };
        },
        /** Runs it in a process of its own, for what is about that. */
        runProcess: (
            args: string[],
            input: string | Buffer = "",
            environment: NodeJS.ProcessEnv = {},
        ): Ended => {
            const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
                cwd: folder,
                input,
                encoding: "utf8",
                env: environmentIn(folder, environment),
            });
            return { status, stdout, stderr: withoutCode(status, stderr) };
        },
    };
}

function environmentIn(folder: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return { ...process.env, PWD: folder, BYTENITE_TODAY: TODAY, ...more };
}

/** How standard error ends where a command can't do its work: the code, and where to read about it or about options. */
const ENDING =
    / \[([A-Z_]+)\]\n(?:More about it: npx bytenite-policies explain \1\n|(With --help, it says what it takes\.\n))$/;

/** The rest of standard error. Every failure must end like this, whatever a test is about. */
export function withoutCode(status: number | null, stderr: string): string {
    if (status !== 2 && status !== 3) return stderr;
    expect(stderr).toMatch(ENDING);
    return stderr.replace(ENDING, "\n$2");
}
