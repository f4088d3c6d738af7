import * as fs from "node:fs";
import { ended, isRunning, Sandbox, until } from "./testing";

let sandbox: Sandbox;

beforeEach(() => {
    sandbox = new Sandbox();
});

afterEach(() => {
    sandbox.remove();
});

describe("the engine", () => {
    test("is the one on PATH, if it is new enough, and nothing is put in front of it", async () => {
        sandbox.addPulumi("3.300.1");
        sandbox.addGo();

        const { code, output } = await sandbox.setup();

        expect(output).toContain(`${sandbox.path("commands", "pulumi")} (3.300.1, found on PATH)`);
        expect(code).toBe(0);
        expect(fs.readdirSync(sandbox.path(".cache", "bin"))).toEqual(["node"]);
        expect(sandbox.called("go")).toEqual([]);
    });

    test("is built with Go when the one on PATH is too old", async () => {
        sandbox.addPulumi("3.254.0");
        sandbox.addGo();

        const { code, output } = await sandbox.setup();

        expect(output).toContain("Building Pulumi 3.255.0 from its Go modules");
        expect(output).toContain("(3.255.0, built from Go modules)");
        expect(code).toBe(0);
        expect(fs.readdirSync(sandbox.path(".cache", "bin"))).toEqual([
            "node",
            "pulumi",
            "pulumi-language-nodejs",
            "pulumi-resource-pulumi-nodejs",
        ]);
    });

    test("is built once, and again when a pin changes", async () => {
        sandbox.addGo();
        await sandbox.setup();
        const builds = sandbox.called("go build").length;

        const second = await sandbox.setup();
        expect(second.output).not.toContain("Building");
        expect(sandbox.called("go build")).toHaveLength(builds);

        fs.appendFileSync(sandbox.path("dev", "engine", "cli", "go.sum"), "another\n");
        const third = await sandbox.setup();
        expect(third.output).toContain("Building");
    });

    test.each(["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])(
        "on PATH is not used without %s",
        async (companion) => {
            sandbox.addPulumi();
            sandbox.removeCommand(companion);

            const { code, output } = await sandbox.setup();

            expect(output).toContain(`(3.255.0) has no ${companion} beside it or on PATH`);
            expect(code).toBe(1);
        },
    );

    test("that cannot be had is an error with every way that was tried, and no stack", async () => {
        sandbox.addPulumi("3.100.0");

        const { code, output } = await sandbox.setup();

        expect(code).toBe(1);
        expect(output).toMatch(/- Pulumi on PATH: .*pulumi is 3\.100\.0, and 3\.255\.0 is/);
        expect(output).toMatch(/- the official release: \S/);
        expect(output).toContain("- a build from Go modules: there is no `go` on PATH");
        expect(output).toContain("https://www.pulumi.com/docs/install/");
        expect(output).not.toMatch(/^ +at /m);
    });

    test("that Go cannot build is an error with what Go said", async () => {
        sandbox.addGo("echo 'go: go.mod requires go >= 1.25' >&2; exit 1");

        const { code, output } = await sandbox.setup();

        expect(code).toBe(1);
        expect(output).toContain("- a build from Go modules: go: go.mod requires go >= 1.25");
        expect(sandbox.builtEngine()).toBeUndefined();
    });

    test("is not used when the build gives another version", async () => {
        sandbox.addGo("", "3.0.0");

        const { code, output } = await sandbox.setup();

        expect(code).toBe(1);
        expect(output).toContain("the result says that it is v3.0.0, not v3.255.0");
        expect(sandbox.builtEngine()).toBeUndefined();
    });
});

describe("an interruption", () => {
    const goPid = () => Number(fs.readFileSync(sandbox.path("go.pid"), "utf8"));
    const startHangingBuild = async () => {
        sandbox.addGo(`touch "$2/pulumi"; echo $$ > "${sandbox.path("go.pid")}"; exec sleep 9999`);
        const child = sandbox.start(["dev/engine/setup.mjs"]);
        await until(() => fs.existsSync(sandbox.path("go.pid")) && goPid() > 0, child);
        return child;
    };

    test("by a kill leaves nothing that the next run would use or trip over", async () => {
        const child = await startHangingBuild();
        const end = ended(child);
        child.kill("SIGKILL");
        await end;
        await until(() => !isRunning(goPid()));
        expect(sandbox.builtEngine()).toBeUndefined();
        expect(fs.existsSync(sandbox.path(".cache", "lock"))).toBe(true);

        sandbox.addGo();
        const { code, output } = await sandbox.setup();

        expect(output).toContain("Everything is in place.");
        expect(code).toBe(0);
        expect(fs.existsSync(sandbox.path(".cache", "tmp"))).toBe(true);
        expect(fs.readdirSync(sandbox.path(".cache", "tmp"))).toEqual([]);
    });

    test.each([
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ] as const)("by %s ends what was started, and gives the lock back", async (signal, status) => {
        const child = await startHangingBuild();
        const end = ended(child);
        child.kill(signal);

        expect((await end).code).toBe(status);
        expect(isRunning(goPid())).toBe(false);
        expect(fs.existsSync(sandbox.path(".cache", "lock"))).toBe(false);
    });
});

test("two set-ups at the same time do the work once", async () => {
    // The first one is not done before the second one waits for it.
    const isAwaited = sandbox.path("awaited");
    sandbox.addGo(`until [ -e "${isAwaited}" ]; do sleep 0.1; done`);
    const children = [1, 2].map(() => sandbox.start(["dev/engine/setup.mjs"]));
    for (const { stdout, stderr } of children) {
        for (const stream of [stdout, stderr]) {
            stream?.on("data", (text: string) => {
                if (text.includes("Another set-up")) fs.writeFileSync(isAwaited, "");
            });
        }
    }

    const both = await Promise.all(children.map(ended));

    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ output }) => output.includes("Another set-up is at work"))).toHaveLength(
        1,
    );
    expect(sandbox.called("npm ci")).toHaveLength(1);
    // The CLI, and the language host.
    expect(sandbox.called("go build")).toHaveLength(2);
});

describe("the dependencies", () => {
    beforeEach(() => sandbox.addPulumi());

    test("are installed when they are missing, and again when the lock file changes", async () => {
        expect((await sandbox.setup()).output).toContain("Installing the dependencies");
        expect((await sandbox.setup()).output).not.toContain("Installing");
        expect(sandbox.called("npm ci")).toHaveLength(1);

        const entry = { "node_modules/added": { version: "1.0.0" } };
        sandbox.write("package-lock.json", JSON.stringify({ packages: entry }));
        await sandbox.setup();
        expect(sandbox.called("npm ci")).toHaveLength(2);
    });

    test("that were installed by hand are left alone", async () => {
        const packages = {
            model: { version: "0.1.0" },
            "node_modules/present": { version: "1.0.0" },
        };
        const foreign = { "node_modules/foreign": { version: "1.0.0", optional: true } };
        await sandbox.setup();
        fs.rmSync(sandbox.path("node_modules", ".installed"));
        sandbox.write(
            "package-lock.json",
            JSON.stringify({ packages: { ...packages, ...foreign } }),
        );
        sandbox.write("node_modules/.package-lock.json", JSON.stringify({ packages }));

        await sandbox.setup();

        expect(sandbox.called("npm ci")).toHaveLength(1);
    });

    test("that cannot be installed are an error with what npm said", async () => {
        sandbox.addNpm({ fails: true });

        const { code, output } = await sandbox.setup();

        expect(code).toBe(1);
        expect(output).toContain("no registry there");
        expect(output).not.toMatch(/^ +at /m);
    });
});

test("sources that do not compile are an error with what the compiler said", async () => {
    sandbox.addPulumi();
    await sandbox.setup();
    sandbox.breakSources();

    const { code, output } = await sandbox.setup();

    expect(code).toBe(1);
    expect(output).toContain("a.ts(1,1): error TS1: wrong");
});
