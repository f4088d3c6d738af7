import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toProgram } from "./commandLine";
import { COMMAND, state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run, runProcess } = useCommand();

/** How a command is used, and how a newcomer would misuse it. */
interface Usage {
    /** What succeeds, with a state on standard input. */
    right: string[];
    /** Its exit code. Default: 0. */
    status?: number;
    /** With a file that is not there. Absent: it takes none. */
    missing?: string[];
    /** Whether it reads the rules file. */
    readsRules: boolean;
}

const USAGES: Record<string, Usage> = {
    baseline: { right: [], missing: ["none.json"], readsRules: true },
    check: { right: [], status: 1, missing: ["none.json"], readsRules: true },
    diff: {
        right: ["--new", "bytenite.rules.yaml"],
        missing: ["--new", "none.yaml"],
        readsRules: true,
    },
    explain: { right: ["memory-minimum"], readsRules: false },
    gpus: { right: [], readsRules: true },
    init: { right: ["--force"], missing: ["--force", "none.json"], readsRules: false },
    rules: { right: [], readsRules: true },
    // Without credentials it asks nobody.
    snapshot: { right: ["--endpoint", "http://127.0.0.1:9"], status: 2, readsRules: false },
    test: { right: [], missing: ["none.yaml"], readsRules: true },
    uncovered: {
        // Without credentials it asks nobody.
        right: ["--state", "state.json", "--endpoint", "http://127.0.0.1:9"],
        status: 2,
        missing: ["--state", "none.json"],
        readsRules: false,
    },
    validate: { right: [], missing: ["none.yaml"], readsRules: true },
    waivers: { right: [], missing: ["--state", "none.json"], readsRules: true },
};
const { program } = toProgram();
const names = program.commands.map((command) => command.name());
const usages = names.map((name) => [name, USAGES[name] as Usage] as const);

beforeEach(() => {
    writeFileSync(join(folder, "bytenite.rules.test.yaml"), CASES);
    writeFileSync(join(folder, "state.json"), state);
});

const CASES = `today: 2026-01-15
stack: shop/prod
cases:
  - case: enough memory
    app: { tag: other@1.0, deviceRequirements: { minMemory: 2 } }
`;

it("stands in this table", () => {
    expect(names.filter((name) => !(name in USAGES))).toEqual([]);
});

/** Nobody reads more than a few lines, and nobody a stack trace. */
function expectOneMessage(stderr: string, message: RegExp): void {
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(4);
}

describe("each command", () => {
    it.each(usages)("works in a pipe, without a colour: %s", (name, { right, status = 0 }) => {
        const options = { NO_COLOR: "1" };
        const { stdout, stderr, ...result } = runProcess([name, ...right], state, options);
        expect(result).toEqual({ status });
        expect(stderr).not.toMatch(/^\s+at /m);
        expect(stdout + stderr).not.toContain("\u001b");
    });

    it.each(usages)("refuses a flag that it does not have: %s", async (name, { right }) => {
        const { status, stdout, stderr } = await run([name, ...right, "--no-such-flag"], state);
        expect([status, stdout]).toEqual([2, ""]);
        expectOneMessage(stderr, /^error: unknown option '--no-such-flag'$/m);
    });

    /** What is given before counts too. */
    const collecting = ["--report"];
    const singles = program.commands.flatMap((command) =>
        [...command.options, ...program.options]
            .filter(({ required, variadic }) => required && !variadic)
            .map(({ long = "", argChoices = [] }) => [command.name(), long, argChoices[0] ?? "1"])
            .filter(([, option = ""]) => !collecting.includes(option)),
    );
    it.each(singles)("refuses one value too many: %s %s", async (name = "", ...words) => {
        const { status, stdout, stderr } = await run([name, ...words, ...words], state);
        expect([status, stdout]).toEqual([2, ""]);
        expectOneMessage(stderr, /^error: option '--.* It was given before, and takes one value/m);
    });

    const takingFiles = usages.filter(([, { missing }]) => missing);
    it.each(takingFiles)("says that a file is not there: %s", async (name, { missing = [] }) => {
        const { status, stdout, stderr } = await run([name, ...missing], state);
        expect([status, stdout]).toEqual([2, ""]);
        expectOneMessage(stderr, /none\.(json|yaml)\b.*there is no such file$/m);
    });

    const reading = usages.filter(([, { readsRules }]) => readsRules);
    it.each(reading)("says where the rules file is broken: %s", async (name, { right }) => {
        writeFileSync(rulesFile, "rules:\n  gpu-allowed: [\n");
        const { status, stdout, stderr } = await run([name, ...right], state);
        expect([status, stdout]).toEqual([2, ""]);
        expectOneMessage(stderr, /bytenite\.rules\.yaml:\d+: /);
    });

    it.each(usages)("ends in silence where nobody reads its output: %s", (name, { right }) => {
        const shell = '"$0" "$@" 2>errors.txt | head -n 0; cat errors.txt >&2';
        const args = [process.execPath, COMMAND, name, ...right];
        const { stdout, stderr } = spawnSync("sh", ["-c", shell, ...args], {
            cwd: folder,
            input: state,
            encoding: "utf8",
            env: { ...process.env, PWD: folder, BYTENITE_TODAY: "2026-01-15" },
        });
        expect([stdout, stderr]).toEqual(["", expect.not.stringMatching(/EPIPE|^\s+at /m)]);
    });
});

const itHasTerminal = existsSync("/usr/bin/script") ? it : it.skip;
itHasTerminal.each([
    ["explain", "memory-minimum"],
    ["waivers", "state.json"],
])("fits a terminal of 40 columns: %s %s", (...words) => {
    const typed = [process.execPath, COMMAND, ...words].map((word) => `'${word}'`).join(" ");
    const command = `stty cols 40 rows 20; ${typed} 2>/dev/null`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, PWD: folder, BYTENITE_TODAY: "2026-01-15", SHELL: "/bin/sh" },
    });
    const lines = stdout.split(/\r?\n/);
    expect(lines.length).toBeGreaterThan(5);
    // A word that is longer has nowhere to break.
    const wide = lines.filter((line) => line.length > 40 && line.trim().includes(" "));
    expect(wide).toEqual([]);
});

it("proposes the option that was meant", async () => {
    expect(await run(["check", "--jsn"], state)).toMatchObject({
        status: 2,
        stderr: "error: unknown option '--jsn'\n(Did you mean --json?)\nWith --help, it says what it takes.\n",
    });
});
