import * as fs from "node:fs";
import { ended, isRunning, Sandbox, until } from "./testing";

let sandbox: Sandbox;

// One for all: none of them leaves what was set up changed.
beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.addPulumi();
    await sandbox.setup();
});

afterAll(() => {
    sandbox.remove();
});

test("a command gets its arguments as they are, and its exit code is passed on", async () => {
    const print = "console.log(JSON.stringify(process.argv.slice(1))); process.exit(7)";

    const { code, output } = await sandbox.run("node", "-e", print, "--", "a b", "--fast", "$HOME");

    expect(JSON.parse(output)).toEqual(["a b", "--fast", "$HOME"]);
    expect(code).toBe(7);
});

test("a command finds the project's own commands first, and does not look for updates", async () => {
    const names = ["PATH", "NODE", "PULUMI_SKIP_UPDATE_CHECK"];
    const print = `console.log(JSON.stringify(${JSON.stringify(names)}.map((n) => process.env[n])))`;

    const { output } = await sandbox.run("node", "-e", print);

    const [path, node, skip] = JSON.parse(output) as string[];
    expect(path?.split(":")).toEqual([
        sandbox.path(".cache", "bin"),
        sandbox.path("node_modules", ".bin"),
        sandbox.path("commands"),
    ]);
    expect(node).toBe(fs.readlinkSync(sandbox.path(".cache", "bin", "node")));
    expect(skip).toBe("true");
});

test("inside another one, it finds the same engine", async () => {
    const { code, output } = await sandbox.run(
        "node",
        "dev/engine/run.mjs",
        "node",
        "dev/engine/setup.mjs",
    );

    expect(output).toContain(`${sandbox.path("commands", "pulumi")} (3.255.0, found on PATH)`);
    expect(code).toBe(0);
});

test("a failing set-up runs nothing", async () => {
    sandbox.breakSources();

    const { code, output } = await sandbox.run("node", "-e", "console.log('started')");

    sandbox.mendSources();
    expect(code).toBe(1);
    expect(output).not.toContain("started");
});

test("a command that does not exist is an error without a stack", async () => {
    const { code, output } = await sandbox.run("no-such-command");

    expect(code).toBe(1);
    expect(output).toContain("no-such-command cannot be started");
    expect(output).not.toMatch(/^ +at /m);
});

describe("a signal", () => {
    const start = async (script: string) => {
        const file = sandbox.path("child.pid");
        fs.rmSync(file, { force: true });
        const noted = `require("fs").writeFileSync("child.pid", String(process.pid));`;
        const child = sandbox.start(["dev/engine/run.mjs", "node", "-e", script + noted]);
        const end = ended(child);
        await until(() => fs.existsSync(file) && fs.readFileSync(file, "utf8") !== "", child);
        return { child, end, pid: Number(fs.readFileSync(file, "utf8")) };
    };

    test.each(["SIGINT", "SIGTERM"] as const)(
        "%s reaches the command, which may take its time to end",
        async (signal) => {
            const slowly = "setTimeout(() => { console.log('cleaned up'); process.exit(3); }, 300)";
            const { child, end } = await start(
                `process.on("${signal}", () => ${slowly}); setInterval(() => {}, 1000);`,
            );
            child.kill(signal);

            expect(await end).toEqual({ code: 3, signal: null, output: "cleaned up\n" });
        },
    );

    test("that ends the command ends this one in the same way", async () => {
        const { child, end, pid } = await start("setInterval(() => {}, 1000);");
        child.kill("SIGTERM");

        expect(await end).toEqual({ code: null, signal: "SIGTERM", output: "" });
        expect(isRunning(pid)).toBe(false);
    });
});
