import { writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startEmulator, type AppDefinition, type Emulator } from "bytenite-emulator";
import { API_KEY, app } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const COMMAND = join(REPOSITORY, "policies/bin/bytenite-policies.js");
const MEMBERS = 400;
const PAGE = 100;

const nameOf = (index: number) => `app-${String(index).padStart(3, "0")}`;
const catalogue = (changed: Partial<Record<number, Partial<AppDefinition> | null>> = {}) => ({
    apps: Array.from({ length: MEMBERS }, (_, index) => index).flatMap((index) => {
        const fields = changed[index];
        if (fields === null) return [];
        return [app(nameOf(index), { deviceRequirements: { gpu: ["tesla t4"] }, ...fields })];
    }),
});

describe("a selection of many apps", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;

    beforeAll(async () => {
        emulator = await startEmulator({ catalogue: catalogue(), apiKeys: [API_KEY] });
        environment = {
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: API_KEY,
            BYTENITE_RETRIES: "0",
        };
        backend = await Backend.create();
    });
    beforeEach(() => {
        emulator.setCatalogue(catalogue());
        emulator.clearRequests();
    });
    afterEach(() => (emulator.faults = []));
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const selectionIn = async (stack: Stack) =>
        (await stack.resources()).find(({ type }) => type.endsWith(":AppSelection"));
    const membersIn = async (stack: Stack) =>
        Object.keys((await selectionIn(stack))?.outputs?.apps ?? {});

    test("shows what changed, and nothing else of it, in --diff too", async () => {
        const stack = await backend.stack("many", { program: "selections", environment });
        await stack.configure({ selections: '{ "team": {} }' });
        await stack.succeed("up");
        expect(emulator.countRequests("getApps")).toBe(MEMBERS / PAGE);
        expect(await membersIn(stack)).toHaveLength(MEMBERS);

        emulator.setCatalogue(catalogue({ 123: { deviceRequirements: { gpu: ["nvidia l4"] } } }));
        const onlyTheResource = (output: string) => {
            // Nor what tells that time passes.
            const isBeside = /^\s*\[(urn|id)=|^@ /;
            const lines = output.split("\n").filter((line) => !isBeside.test(line));
            const [first, last] = [/AppSelection: \(update\)/, /^Resources:|--outputs:--/].map(
                (pattern) => lines.findIndex((line) => pattern.test(line)),
            ) as [number, number];
            return lines.slice(first, last).map((line) => line.trim().replace(/ +:/, ":"));
        };
        const changed = [
            "~ pulumi-nodejs:dynamic/bytenite:AppSelection: (update)",
            "~ apps: {",
            `~ ${nameOf(123)}@1.0: {`,
            "~ deviceRequirements: {",
            "~ gpu: [",
            '~ [0]: "tesla t4" => "nvidia l4"',
            "]",
            "}",
            expect.stringMatching(/^~ hash: ".*" => ".*"$/),
            "}",
            "}",
        ];
        for (const command of ["preview", "up"]) {
            const output = await stack.succeed(command, "--diff");
            expect(onlyTheResource(output)).toEqual(changed);
        }
    });

    test("is refused while it changes between its pages, and never taken over in part", async () => {
        const stack = await backend.stack("moving", { program: "selections", environment });
        await stack.configure({ selections: '{ "team": {} }' });
        emulator.faults = [{ operation: "getApps", paging: "moving", times: MEMBERS / PAGE }];
        await stack.succeed("up");
        // What moved is found when it stands still.
        expect(await membersIn(stack)).toHaveLength(MEMBERS);

        for (const command of ["refresh", "up"]) {
            emulator.setCatalogue(catalogue({ 7: null }));
            emulator.faults = [{ operation: "getApps", paging: "moving" }];
            const { exitCode, stdout } = await stack.run(command);
            expect(exitCode).not.toBe(0);
            expect(stdout).toContain(
                "The list of apps may not have all of them: it changed while it was read. Ask again later.",
            );
            expect(await membersIn(stack)).toHaveLength(MEMBERS);
        }
    });

    test("takes over from as many Apps: same outputs, waivers, baseline and ids", async () => {
        const odd = {
            5: { deviceRequirements: { gpu: ["NVIDIA H100"] } },
            6: { status: "inactive" },
        };
        const few = { apps: catalogue(odd).apps.slice(0, 8) };
        emulator.setCatalogue(few);
        const stack = await backend.stack("moved", { environment });
        const tags = few.apps.map(({ name }) => `${name}@1.0`);
        await stack.setTags(...tags.map((tag) => `${tag}=${tag}`));
        await stack.succeed("up");
        const before = await stack.outputs();
        const check = async () => {
            const state = await stack.succeed("stack", "export");
            const options = { cwd: stack.project, input: state, encoding: "utf8" } as const;
            return (command: string, ...args: string[]) =>
                execFileSync(process.execPath, [COMMAND, command, ...args], options);
        };
        const rules = {
            rules: {
                all: "disabled",
                "gpu-allowed": { enforcementLevel: "mandatory", allow: ["t4"] },
                "status-allowed": { enforcementLevel: "mandatory", allow: ["active"] },
            },
        };
        const waiver = {
            rule: "gpu-allowed",
            app: tags[5],
            reason: "old",
            owner: "a@acme.example",
        };
        const waived = { ...rules, waivers: [{ ...waiver, expires: "2999-12-31" }] };
        await stack.setRules(waived);
        await writeFile(join(stack.project, "accepted.json"), (await check())("baseline"));
        await stack.setRules({ ...waived, baseline: "accepted.json" });
        const ofApps = (await check())("check", "--json", "--show-waived");

        await stack.setTags();
        await stack.setSelection({ name: "app-*" });
        emulator.clearRequests();
        const output = await stack.succeed("up", "--policy-pack", POLICY_PACK);

        expect(output).toMatch(/\[advisory\].* waiver-applied /);
        expect(output).toMatch(/\[advisory\].* baseline-accepted /);
        expect(output).not.toContain("[mandatory]");
        expect(output).toMatch(/\+ 1 created\s+- 8 deleted/);
        expect((await check())("check", "--json", "--show-waived")).toBe(ofApps);
        expect(await stack.outputs()).toEqual(before);
        // ByteNite was read, and nothing else.
        expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(
            new Set(["GET", "POST"]),
        );
        expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
        await stack.succeed("preview", "--expect-no-changes");
    });
});
