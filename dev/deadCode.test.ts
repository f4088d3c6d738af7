import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const REPOSITORY = join(__dirname, "..");
const KNIP = join(REPOSITORY, "node_modules/knip/bin/knip.js");

describe("what nobody uses", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "bytenite-dead-code-"));
        cpSync(join(REPOSITORY, "knip.json"), join(folder, "knip.json"));
        write("package.json", JSON.stringify({ workspaces: ["core"] }));
        write("core/package.json", JSON.stringify({ name: "core" }));
        write("core/used.ts", "export const used = 1;\n");
        write("core/used.test.ts", 'import { used } from "./used";\nconsole.log(used);\n');
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function write(path: string, text: string): void {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    const knip = () =>
        spawnSync(process.execPath, [KNIP, "--no-config-hints"], {
            cwd: folder,
            env: process.env,
            encoding: "utf8",
        });

    it("is nothing here", () => {
        expect(knip()).toMatchObject({ status: 0, stdout: "" });
    });

    it.each([
        [
            "an export",
            "core/used.ts",
            "export const used = 1;\nexport const dead = used;\n",
            "dead",
        ],
        ["a type", "core/used.ts", "export const used = 1;\nexport type Dead = 1;\n", "Dead"],
        ["a file", "core/dead.ts", "export const dead = 1;\n", "core/dead.ts"],
        [
            "a dependency",
            "core/package.json",
            JSON.stringify({ name: "core", dependencies: { dead: "1.0.0" } }),
            "dead",
        ],
    ])("fails the lint where it is %s", (_what, path, text, name) => {
        write(path, text);
        const { status, stdout } = knip();
        expect(status).toBe(1);
        expect(stdout).toContain(name);
    });
});
