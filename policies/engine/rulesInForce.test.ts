import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { run } from "../commandLine/commandLine.testSupport";
import { rules } from "../rules";
import { showStack, type StackIdentity } from "../rulesFile/stackPattern";
import { toTestResource } from "../testing/deploy";
import { PolicyServer } from "../testing/policyServer";
import { runInProcess } from "../../dev/support/inProcess";
import { runs } from "../../dev/support/propertyRuns";

const level = fc.constantFrom("advisory", "mandatory", "disabled");
const name = fc.constantFrom("shop", "dev", "prod", "prod-eu", "acme");
const identities = fc.record({ organization: name, project: name, stack: name });
const part = fc.oneof(name, fc.constantFrom("*", "prod*", "?rod", "d*"));
const pattern = fc.oneof(
    name,
    fc.constant("*"),
    fc.tuple(part, part).map((parts) => parts.join("/")),
    fc.tuple(part, part, part).map((parts) => parts.join("/")),
);
/** Rules that an app which states nothing, and lists a GPU that nobody allows, breaks whatever their limit. */
const entries = fc.record(
    {
        all: level,
        "gpu-allowed": fc.record({ enforcementLevel: level, allow: fc.constant(["t4"]) }),
        "memory-required": level,
        "cpu-required": level,
        "description-required": fc.record({
            enforcementLevel: level,
            minimumLength: fc.integer({ min: 1, max: 90 }),
        }),
        "stack-app-count": fc.record({ enforcementLevel: level, maximum: fc.constant(0) }),
    },
    { requiredKeys: [] },
);
const files = fc.record({
    rules: entries,
    environments: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,6}$/),
        fc.record({ stacks: fc.array(pattern, { minLength: 1, maxLength: 3 }), rules: entries }),
        { maxKeys: 3 },
    ),
});
const APP = toTestResource({ deviceRequirements: { gpu: ["NVIDIA H100"] }, description: "" });

describe("the rules in force", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-in-force-"));
    const rulesFile = join(folder, "bytenite.rules.yaml");
    let told: PolicyServer;
    let untold: PolicyServer;
    beforeAll(async () => {
        writeFileSync(rulesFile, "");
        const environment = { BYTENITE_RULES_FILE: rulesFile, PULUMI_ORGANIZATION: "acme" };
        told = await PolicyServer.start(environment);
        untold = await PolicyServer.start(environment, "untold");
    });
    afterAll(async () => {
        await Promise.all([told.stop(), untold.stop()]);
        rmSync(folder, { recursive: true });
    });

    /** As `bytenite-policies rules` prints them: rules that run, with their levels. */
    async function printed(identity: StackIdentity): Promise<string[]> {
        const args = ["--rules", rulesFile, "rules", showStack(identity)];
        const surroundings = { folder, environment: process.env };
        const { stdout } = await runInProcess(run, args, surroundings);
        const lines = stdout.split("\n");
        return lines.filter((line) => /^[a-z]/.test(line) && !line.endsWith(": disabled"));
    }

    /** As the pack tells the engine. */
    async function configured(identity: StackIdentity): Promise<string[]> {
        await told.configureStack(identity);
        const { initial } = await told.describe();
        return rules
            .map(({ name: rule }) => `${rule}: ${initial[rule]?.enforcementLevel ?? "advisory"}`)
            .filter((line) => !line.endsWith(": disabled"));
    }

    /** As they are seen to act on an app. */
    async function acting(server: PolicyServer, identity: StackIdentity): Promise<string[]> {
        server.show(identity);
        await server.configure();
        const found = [...(await server.analyze(APP)), ...(await server.analyzeStack([APP]))];
        return [...new Set(found.map((each) => `${each.policy}: ${each.level}`))];
    }

    it("are the same through the command line, and in runs that are told their stack and those that are not", async () => {
        await fc.assert(
            fc.asyncProperty(files, identities, async (file, { project, stack }) => {
                // Not every run is told the organization; the others learn it from the environment.
                const identity = { organization: "acme", project, stack };
                writeFileSync(rulesFile, stringify(file));
                const expected = await printed(identity);
                expect(await configured(identity)).toEqual(expected);
                const seen = await acting(told, identity);
                expect(expected).toEqual(expect.arrayContaining(seen));
                expect(await acting(untold, identity)).toEqual(seen);
            }),
            { numRuns: runs(40) },
        );
    });
});
