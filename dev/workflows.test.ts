import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { markdownFiles } from "../docs/site/pages";

const REPOSITORY = join(__dirname, "..");
const WORKFLOWS = join(REPOSITORY, ".github/workflows");

interface Step {
    uses?: string;
    run?: string;
    with?: Record<string, unknown>;
}

interface Job {
    "timeout-minutes"?: number;
    permissions?: Record<string, string>;
    uses?: string;
    steps?: Step[];
}

interface Workflow {
    permissions: Record<string, string>;
    jobs: Record<string, Job>;
}

const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
};

describe.each(readdirSync(WORKFLOWS))("the workflow %s", (file) => {
    const text = readFileSync(join(WORKFLOWS, file), "utf8");
    const { permissions, jobs } = parse(text) as Workflow;
    const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

    it("runs only actions that are named by their commit, with the version beside it", () => {
        for (const [, used = ""] of text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)) {
            if (used.startsWith("./")) expect(existsSync(join(REPOSITORY, used))).toBe(true);
            else expect(used).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        }
    });

    it("may read the sources, and a job more only where it says so", () => {
        expect([{}, { contents: "read" }]).toContainEqual(permissions);
        const more = Object.entries(jobs).flatMap(([name, job]) =>
            Object.entries(job.permissions ?? {})
                .filter(([, right]) => right === "write")
                .map(([what]) => `${name}: ${what}`),
        );
        const expected = file === "release.yml" ? ["publish: id-token", "announce: contents"] : [];
        expect(more).toEqual(expected);
    });

    it("leaves no token behind, and no job running for ever", () => {
        for (const { uses = "", ...step } of steps) {
            if (uses.startsWith("actions/checkout@")) {
                expect(step.with).toMatchObject({ "persist-credentials": false });
            }
        }
        for (const job of Object.values(jobs)) {
            if (job.uses === undefined) expect(job["timeout-minutes"]).toBeGreaterThan(0);
        }
    });

    it("runs scripts that there are, and puts nothing foreign into one", () => {
        for (const { run = "" } of steps) {
            for (const [, name = ""] of run.matchAll(/npm run ([\w:-]+)/g)) {
                expect(Object.keys(scripts)).toContain(name);
            }
            expect(run).not.toContain("${{");
        }
    });
});

describe("what people copy", () => {
    // Whoever copies it runs the action beside secrets.
    const workflows = readdirSync(join(REPOSITORY, "examples"), { recursive: true })
        .map((file) => `examples/${String(file)}`)
        .filter((file) => /\/\.github\/workflows\/[^/]+\.ya?ml$/.test(file))
        .filter((file) => !file.includes("node_modules"));
    const used = [...workflows, ...markdownFiles()].flatMap((file) => {
        const text = readFileSync(join(REPOSITORY, file), "utf8");
        const found = text.matchAll(/^\s*(?:- )?(?:\{ )?uses: ([^@\s]+)@(.+)$/gm);
        return [...found].map(([, action = "", version = ""]) => ({ file, action, version }));
    });

    it("is found", () => {
        expect(workflows.length).toBeGreaterThan(3);
        expect(used.filter(({ file }) => file.endsWith(".md")).length).toBeGreaterThan(5);
    });

    it.each(used)("$file names $action by its commit, or says to", ({ action, version }) => {
        const isToReplace = version === "vX.Y.Z" && action === "OWNER/REPOSITORY";
        if (!isToReplace)
            expect(version).toMatch(/^([0-9a-f]{40} # v\d+\.\d+\.\d+|COMMIT # v\d+\.X\.Y)$/);
    });

    it("is the same commit of an action everywhere", () => {
        const versions = new Map<string, Set<string>>();
        for (const { action, version } of used) {
            versions.set(action, (versions.get(action) ?? new Set()).add(version));
        }
        for (const [action, all] of versions) expect([action, ...all]).toHaveLength(2);
    });
});
