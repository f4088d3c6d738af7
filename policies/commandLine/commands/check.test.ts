import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { COMMAND, state, useCommand } from "../commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const ID = /\b[0-9a-f]{16}\b/g;

describe("bytenite-policies check --report", () => {
    it("writes each report, and one to standard output, although a finding refuses", async () => {
        const { status, stdout, stderr } = await run(
            [
                ...["check", "--report", "sarif=out.sarif", "--report", "junit=out.xml"],
                ...["--report", "text", "--report", "markdown=out.md", "--limit", "comment"],
            ],
            state,
        );
        expect(status).toBe(1);
        expect(stderr).toMatch(/^The stack shop\/prod was judged [^\n]*\n$/);
        expect(stdout).toMatch(/1 mandatory, 2 advisory\n$/);
        const expected = new Set(stdout.match(ID));
        expect(expected.size).toBe(3);
        for (const name of ["out.sarif", "out.xml", "out.md"]) {
            const ids = read(name)
                .match(ID)
                ?.filter((id) => expected.has(id));
            expect(new Set(ids)).toEqual(expected);
            expect(read(name)).toMatch(/[^\n]\n$/);
        }
        const { stdout: list } = await run(["check", "--json", "--report", "json=all.json"], state);
        const { findings } = JSON.parse(read("all.json")) as { findings: { id: string }[] };
        expect(findings.map(({ id }) => id)).toEqual(
            (JSON.parse(list) as { id: string }[]).map(({ id }) => id),
        );
    });

    it("says what is wrong before anything is judged", async () => {
        for (const args of [
            ["--report", "sarif=first.sarif", "--report", "pdf"],
            ["--report", "sarif=first.sarif", "--report", "junit=none/x.xml"],
            ["--report", "sarif=first.sarif", "--report", "junit=first.sarif"],
            ["--report", "text", "--json"],
        ]) {
            const { status, stdout, stderr } = await run(["check", ...args], "no state");
            expect({ status, stdout, lines: stderr.split("\n").length }).toEqual({
                status: 2,
                stdout: "",
                lines: 2,
            });
        }
        expect(existsSync(join(folder, "first.sarif"))).toBe(false);
    });

    it("writes reports that say so where nothing was judged", async () => {
        writeFileSync(rulesFile, "rules: { all: disabled }");
        const files = ["sarif", "junit", "json", "markdown", "github", "text"];
        const { status, stdout } = await run(
            ["check", ...files.flatMap((name) => ["--report", `${name}=empty.${name}`])],
            state,
        );
        expect([status, stdout]).toEqual([2, ""]);
        for (const name of files) expect(read(`empty.${name}`)).toContain("Nothing was judged");
    });

    it.each([
        ["mandatory", 1],
        ["medium", 1],
        ["critical", 0],
        ["never", 0],
    ])("--fail-on %s", async (failOn, status) => {
        expect((await run(["check", "--fail-on", failOn], state)).status).toBe(status);
    });

    it("refuses an option with another value", async () => {
        for (const args of [
            ["--fail-on", "error"],
            ["--report", "markdown", "--limit", "page"],
        ]) {
            expect(await run(["check", ...args], state)).toMatchObject({ status: 2, stdout: "" });
        }
    });

    it("shows what a waiver covers if it is asked for", async () => {
        writeFileSync(rulesFile, read("bytenite.rules.yaml").replace("2026-01-14", "2026-01-15"));
        const count = async (args: string[]) =>
            (await run(["check", "--report", "text", ...args], state)).stdout.match(/, waived\)$/gm)
                ?.length;
        expect(await count([])).toBeUndefined();
        expect(await count(["--show-waived"])).toBe(1);
    });
});

describe("bytenite-policies check, in colours", () => {
    it("has none in a pipe but those that are forced", async () => {
        const plain = (await run(["check"], state, { FORCE_COLOR: undefined })).stdout;
        const colored = (await run(["check"], state, { FORCE_COLOR: "1" })).stdout;
        expect(plain).not.toContain("\u001b");
        expect(colored).toContain("\u001b");
        expect(stripVTControlCharacters(colored)).toBe(plain);
    });

    it("fits a terminal of 40 columns, and heeds NO_COLOR there", () => {
        if (spawnSync("script", ["--version"]).status !== 0) return;
        writeFileSync(join(folder, "state.json"), state);
        const onTerminal = (environment: NodeJS.ProcessEnv) => {
            const command = `stty cols 40; exec "${process.execPath}" "${COMMAND}" check state.json 2>/dev/null`;
            const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
                cwd: folder,
                encoding: "utf8",
                env: {
                    ...process.env,
                    TERM: "xterm-256color",
                    FORCE_COLOR: undefined,
                    // Node takes a CI that it doesn't know for one without colours.
                    CI: undefined,
                    NODE_DISABLE_COLORS: undefined,
                    ...environment,
                },
            });
            return stdout.replaceAll("\r\n", "\n");
        };
        const colored = onTerminal({ NO_COLOR: undefined });
        const plain = onTerminal({ NO_COLOR: "1" });
        expect(colored).toContain("\u001b[");
        expect(plain).not.toContain("\u001b");
        expect(stripVTControlCharacters(colored)).toBe(plain);
        for (const line of plain.split("\n").filter((each) => !each.includes("https:"))) {
            expect(line.length).toBeLessThanOrEqual(40);
        }
    });
});
