import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const PREVIOUS = join(REPOSITORY, "test/fixtures/previousVersion");
const LOCKED = "bytenite.lock.json";

const execute = promisify(execFile);

interface ShownFinding {
    id: string;
    rule: string;
    tag: string;
    field: string;
    found: unknown;
    limit: unknown;
    enforcementLevel: string;
}

/** What names a finding and decides about it. Its words may change with any version. */
const essence = (findings: ShownFinding[]) =>
    findings.map(({ id, rule, tag, field, found, limit, enforcementLevel }) => ({
        ...{ id, rule, tag, field, found, limit, enforcementLevel },
    }));

describe("what the previous version wrote", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;
    let state: string;

    beforeAll(async () => {
        emulator = await startEmulator({ catalogue: join(PREVIOUS, "catalogue.yaml") });
        backend = await Backend.create();
        // Under these names, since URNs have them.
        const project = join(backend.folder, "bytenite-apps");
        await cp(join(PREVIOUS, "program"), project, { recursive: true });
        stack = await backend.stackOf(project, "dev", {
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: "emulator-api-key",
        });
        // A state names the endpoint of each app, and the emulator has another port now.
        const written = await readFile(join(PREVIOUS, "state.json"), "utf8");
        const host = /http:\/\/127\.0\.0\.1:\d+/g;
        expect(written).toMatch(host);
        state = join(backend.folder, "state.json");
        await writeFile(state, written.replace(host, new URL(emulator.url).origin));
        await stack.succeed("stack", "import", "--file", state);
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const ours = (command: "pulumi-bytenite" | "bytenite-policies", ...args: string[]) =>
        execute(
            join(
                REPOSITORY,
                command === "pulumi-bytenite" ? "provider/bin" : "policies/bin",
                `${command}.js`,
            ),
            args,
            { cwd: stack.project, env: { ...process.env, ...stack.environment } },
        );

    test.each(["off", "frozen"])(
        "program, state and lock file: a preview under lock %s changes nothing",
        async (lock) => {
            const environment = stack.environment;
            stack.environment = { ...environment, BYTENITE_LOCK: lock };
            await stack.succeed("preview", "--expect-no-changes", "--diff");
            stack.environment = environment;
        },
    );

    test("refresh changes nothing", async () => {
        await stack.succeed("refresh", "--expect-no-changes");
    });

    test("the lock file says what this version would write, and stays as it is", async () => {
        const before = await readFile(join(stack.project, LOCKED), "utf8");
        await ours("pulumi-bytenite", "lock", "--check");
        await ours("pulumi-bytenite", "lock");
        expect(await readFile(join(stack.project, LOCKED), "utf8")).toBe(before);
    });

    test("rules file, waiver and baseline: the same findings with the same names", async () => {
        const { stdout } = await ours("bytenite-policies", "check", "--json", state);
        const before = await readFile(join(PREVIOUS, "check.json"), "utf8");
        expect(essence(JSON.parse(stdout) as ShownFinding[])).toEqual(
            essence(JSON.parse(before) as ShownFinding[]),
        );
        await stack.succeed("preview", "--policy-pack", POLICY_PACK);
    });

    test("the baseline says what this version would write", async () => {
        const written = join(backend.folder, "bytenite.baseline.json");
        const rules = join(stack.project, "withoutBaseline.rules.yaml");
        const text = await readFile(join(stack.project, "bytenite.rules.yaml"), "utf8");
        await writeFile(rules, text.replace(/^baseline:.*$/m, ""));
        await ours("bytenite-policies", "--rules", rules, "baseline", "--output", written, state);
        expect(JSON.parse(await readFile(written, "utf8"))).toEqual(
            JSON.parse(
                await readFile(join(stack.project, "bytenite.baseline.json"), "utf8"),
            ) as unknown,
        );
    });
});
