import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { Backend, POLICY_PACK, REPOSITORY, type CommandResult } from "../dev/support/stack";
import { PLACES, toPage } from "./rulesInForce.testSupport";

// The table in docs/rules-in-force.md is what this test sees: UPDATE_DOCS=1 npx jest test/rulesInForce writes it.

const PAGE = join(REPOSITORY, "docs/rules-in-force.md");
const PACKS = { folder: join(REPOSITORY, "policies"), launcher: POLICY_PACK };
const FILE = "bytenite.rules.yaml";

/** A program without a look-up: its app stands in the outputs, and no rule but one for the stack dev refuses it. */
const PROGRAM =
    'exports.render = { tag: "render@1.0", name: "render", version: "1.0", deviceRequirements: { gpu: ["NVIDIA H100"] } };';
const RULES = stringify({
    rules: { all: "disabled", "gpu-allowed": { enforcementLevel: "advisory", allow: ["t4"] } },
    environments: {
        development: { stacks: ["infra/dev"], rules: { "gpu-allowed": "mandatory" } },
    },
});
const OTHER_RULES = stringify({ rules: { all: "disabled", "gpu-known": "advisory" } });

interface Start {
    how: string;
    run: (pack: string) => Promise<CommandResult>;
}

describe("however a preview is started, the same rules judge it", () => {
    let backend: Backend;
    let repository: string;
    let infra: string;
    let other: string;
    let exported: string;
    const cells = new Map<string, Map<string, string>>();

    /** @param shell what PWD says. Default: the folder */
    function run(
        command: string,
        args: readonly string[],
        folder: string,
        shell = folder,
    ): Promise<CommandResult> {
        const env = { ...backend.environment, PWD: shell };
        return new Promise((resolve) => {
            execFile(command, args, { cwd: folder, env }, (error, stdout, stderr) => {
                const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                resolve({ exitCode, stdout, stderr });
            });
        });
    }
    const COMMON = ["--stack", "dev", "--non-interactive", "--color", "never"];
    const preview = (pack: string) => ["preview", "--policy-pack", pack, ...COMMON];
    const analyze = (pack: string) => ["policy", "analyze", "--policy-pack", pack, ...COMMON];
    const automation = (parameters: object) =>
        run(
            "node",
            [
                join(REPOSITORY, "test/programs/automation/preview.js"),
                JSON.stringify({ project: "infra", stack: "dev", ...parameters }),
            ],
            repository,
        );

    beforeAll(async () => {
        backend = await Backend.create();
        repository = join(backend.folder, "repository");
        infra = join(repository, "apps/infra");
        other = join(repository, "apps/other");
        exported = join(backend.folder, "state.json");
        for (const [folder, name] of [
            [infra, "infra"],
            [other, "other"],
        ] as const) {
            await mkdir(join(folder, "deep"), { recursive: true });
            const runtime = { name: "nodejs", options: { typescript: false } };
            await writeFile(join(folder, "Pulumi.yaml"), stringify({ name, runtime }));
            await writeFile(
                join(folder, "package.json"),
                JSON.stringify({
                    name,
                    version: "1.0.0",
                    main: "index.js",
                    scripts: { pulumi: "pulumi" },
                }),
            );
            await writeFile(join(folder, "index.js"), PROGRAM);
        }
        await writeFile(
            join(repository, "package.json"),
            JSON.stringify({ name: "repository", private: true, workspaces: ["apps/*"] }),
        );
        await writeFile(join(other, FILE), OTHER_RULES);
        await run("pulumi", ["stack", "init", "dev", "--non-interactive"], infra);
        await run("pulumi", ["up", "--yes", "--skip-preview", ...COMMON], infra);
        const { stdout } = await run("pulumi", ["stack", "export", "--stack", "dev"], infra);
        await writeFile(exported, stdout);
    });
    afterAll(() => backend.dispose());

    const STARTS: Start[] = [
        { how: "in the project's folder", run: (pack) => run("pulumi", preview(pack), infra) },
        {
            how: "in a folder below it",
            run: (pack) => run("pulumi", preview(pack), join(infra, "deep")),
        },
        {
            how: "`pulumi -C` from the top",
            run: (pack) => run("pulumi", ["-C", "apps/infra", ...preview(pack)], repository),
        },
        {
            how: "`pulumi -C` from another project",
            run: (pack) => run("pulumi", ["-C", "../infra", ...preview(pack)], other),
        },
        {
            how: "`npm run --workspace`",
            run: (pack) =>
                run(
                    "npm",
                    ["run", "pulumi", "--workspace", "infra", "--", ...preview(pack)],
                    repository,
                ),
        },
        {
            how: "a workspace's runner that leaves PWD at another project, as pnpm does",
            run: (pack) => run("pulumi", preview(pack), infra, other),
        },
        {
            how: "Automation API, local program",
            run: (pack) => automation({ pack, workDir: infra }),
        },
        {
            how: "Automation API, inline program with `workDir`",
            run: (pack) => automation({ pack, workDir: infra, inline: join(infra, "index.js") }),
        },
        {
            how: "`pulumi policy analyze` of the stack",
            run: (pack) => run("pulumi", ["-C", "apps/infra", ...analyze(pack)], repository),
        },
        {
            how: "`pulumi policy analyze --file`, in the project's folder",
            run: (pack) =>
                run(
                    "pulumi",
                    ["policy", "analyze", "--policy-pack", pack, "--file", exported],
                    infra,
                ),
        },
    ];

    async function place(files: Record<string, string>): Promise<void> {
        for (const folder of [".", "apps/infra"]) {
            await rm(join(repository, folder, FILE), { force: true });
        }
        for (const [folder, text] of Object.entries(files)) {
            await writeFile(join(repository, folder, FILE), text);
        }
    }

    /** What a run did, in a few words. A run that let the app pass and did not say why has none. */
    function outcomeOf({ exitCode, stdout, stderr }: CommandResult): string {
        const text = stdout + stderr;
        const two = /There are 2 rules files, and no telling which one holds: (.*)\. Keep one/.exec(
            text,
        );
        if (two && exitCode !== 0) return "error: two files";
        const told =
            /ByteNite: The stack (\S+) was judged (?:by (.*?) \(|(without a rules file))/.exec(
                text,
            );
        expect(told?.[1]).toMatch(/^(organization\/)?infra\/dev$/);
        if (told?.[3] !== undefined) {
            expect(text).toContain("rules-file-required");
            return exitCode === 0 ? "none, which is said" : `exit code ${exitCode}`;
        }
        const file = told?.[2]?.replace(`${repository}/`, "");
        const refused = text.includes('render@1.0 lists "NVIDIA H100"') && exitCode !== 0;
        expect(text).toContain("(environment development): 1 app, 1 rule, 1 of them mandatory");
        return `${file}, ${refused ? "refused" : "passed"}`;
    }

    describe.each(PLACES)("the file lies $place", ({ place: row, files, outcome }) => {
        beforeAll(() => place(files));

        test.each(STARTS.map((start, index) => ({ ...start, index })))(
            "$how",
            async ({ how, run: start, index }) => {
                // Each form meets every place and every way to start.
                const form = (index + PLACES.findIndex((each) => each.place === row)) % 2;
                const result = await start(form === 0 ? PACKS.folder : PACKS.launcher);
                const found = outcomeOf(result);
                const column = cells.get(how) ?? new Map<string, string>();
                cells.set(how, column.set(row, found));
                expect(found).toBe(outcome);
            },
        );
    });

    test("an inline program without a folder of its own has no rules file, and it is said", async () => {
        await place({ "apps/infra": RULES, ".": RULES });
        const result = await automation({ pack: PACKS.launcher, inline: join(infra, "index.js") });
        expect(outcomeOf(result)).toBe("none, which is said");
    });

    test("a state of another project is not judged by the rules of the folder", async () => {
        await place({});
        const result = await run(
            "pulumi",
            ["policy", "analyze", "--policy-pack", PACKS.folder, "--file", exported],
            other,
        );
        expect(result.exitCode).not.toBe(0);
        expect(result.stdout + result.stderr).toContain(
            `What is judged is of the Pulumi project infra, but the rules file was looked for in ${other}, which is the project other.`,
        );
    });

    test("a run can demand a rules file", async () => {
        await place({});
        const demand = join(backend.folder, "demand.json");
        await writeFile(demand, JSON.stringify({ "rules-file-required": "mandatory" }));
        const up = ["up", "--yes", "--skip-preview", ...COMMON, "--policy-pack", PACKS.folder];
        const { exitCode, stdout } = await run(
            "pulumi",
            [...up, "--policy-pack-config", demand],
            infra,
        );
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\].* rules-file-required/);
        expect(stdout).toContain("There is no rules file");
    });

    test("docs/rules-in-force.md says so", () => {
        const page = toPage(cells);
        if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
        expect(readFileSync(PAGE, "utf8")).toBe(page);
    });
});
