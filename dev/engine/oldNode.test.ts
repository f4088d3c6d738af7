import * as fs from "node:fs";
import { join } from "node:path";
import { ended, Sandbox } from "./testing";

// Each test starts several processes, on a machine that may be busy.
let sandbox: Sandbox;

beforeEach(() => {
    sandbox = new Sandbox();
});

afterEach(() => {
    sandbox.remove();
});

describe("an old Node", () => {
    const pretend = (what: string) => {
        sandbox.write("pretend.cjs", `Object.defineProperty(process, ${what});`);
        return { NODE_OPTIONS: `--require="${sandbox.path("pretend.cjs")}"` };
    };
    const old = `"versions", { value: { ...process.versions, node: "20.1.0" } }`;

    beforeEach(() => sandbox.addPulumi());

    test("is replaced, for this project only, by one from an npm package", async () => {
        const { code, output } = await sandbox.setup(pretend(old));

        expect(output).toContain("does not run on 20.1.0");
        expect(output).toMatch(/Node {4}\.cache.*bin.node \(an npm package\)/);
        expect(code).toBe(0);
        const link = fs.readlinkSync(sandbox.path(".cache", "bin", "node"));
        expect(link.startsWith(sandbox.path(".cache", "node"))).toBe(true);

        expect((await sandbox.setup(pretend(old))).output).not.toContain("Installing");
    });

    test("is replaced by one that trusts the authorities that the machine trusts", async () => {
        const print = ["node", "-p", "process.env.NODE_USE_SYSTEM_CA"];

        const { output } = await ended(
            sandbox.start(["dev/engine/run.mjs", ...print], pretend(old)),
        );

        expect(output).toMatch(/^1$/m);
    });

    test("is an error where the package is not the one that was pinned", async () => {
        sandbox.addNpm({ integrity: "sha512-other" });

        const { code, output } = await sandbox.setup(pretend(old));

        expect(code).toBe(1);
        expect(output).toContain("is not the package that dev/engine/pins.mjs expects");
        expect(fs.existsSync(join(sandbox.root, ".cache", "node"))).toBe(true);
        expect(fs.readdirSync(join(sandbox.root, ".cache", "node"))).toEqual([]);
    });

    test("is an error on a platform without a package", async () => {
        const env = pretend(`${old}); Object.defineProperty(process, "arch", { value: "mips" }`);

        const { code, output } = await sandbox.setup(env);

        expect(code).toBe(1);
        expect(output).toContain("This is Node 20.1.0");
        expect(output).toMatch(/no npm package of Node for \w+-mips/);
        expect(output).toContain("https://nodejs.org/");
    });
});
