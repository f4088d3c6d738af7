import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

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
