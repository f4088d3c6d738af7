import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { toTestResource } from "../testing/deploy";
import { PolicyServer, type TestResource } from "../testing/policyServer";
import type { PackConfiguration } from "../testing/reconcile";

const STACK_TYPE = "pulumi:pulumi:Stack";
const APP = toTestResource({
    deviceRequirements: { minMemory: 4, gpu: ["NVIDIA H100"] },
    status: "active",
});

describe("where the engine does not tell the stack, as in policy analyze", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-organisation-"));
    const rulesFile = join(folder, "bytenite.rules.yaml");
    const write = (content: object) => writeFileSync(rulesFile, stringify(content));
    let server: PolicyServer;
    beforeAll(async () => {
        write({});
        server = await PolicyServer.start({ BYTENITE_RULES_FILE: rulesFile }, "untold");
    });
    afterAll(async () => {
        await server.stop();
        rmSync(folder, { recursive: true });
    });

    /** What is found, as rule and level, where resources of a stack are shown. */
    async function found(
        stack: string,
        given: PackConfiguration = {},
        resources: TestResource[] = [APP],
    ): Promise<string[]> {
        const [project = "", name = ""] = stack.split("/");
        server.show({ project, stack: name });
        await server.configure(given);
        const diagnostics = await Promise.all(resources.map((each) => server.analyze(each)));
        const ofStack = await server.analyzeStack([
            { type: STACK_TYPE, name: "stack", properties: {} },
            ...resources,
        ]);
        return [...diagnostics.flat(), ...ofStack].map(({ policy, level }) => `${policy} ${level}`);
    }

    const ENVIRONMENTS = {
        rules: {
            all: "disabled",
            "memory-minimum": { minimum: 2 },
            "stack-app-count": { maximum: 5 },
        },
        environments: {
            production: {
                stacks: ["*/prod"],
                rules: {
                    "memory-minimum": { enforcementLevel: "mandatory", minimum: 8 },
                    "gpu-allowed": { enforcementLevel: "mandatory", allow: ["t4"] },
                    "stack-app-count": { enforcementLevel: "mandatory", maximum: 0 },
                },
            },
            sandbox: {
                stacks: ["sandbox"],
                rules: { "memory-minimum": "disabled", "stack-app-count": "disabled" },
            },
        },
    };

    it("the stack is the one of what is shown: levels, settings, and rules that are off", async () => {
        write(ENVIRONMENTS);
        expect(await found("shop/test")).toEqual([]);
        expect(await found("shop/prod")).toEqual([
            "gpu-allowed mandatory",
            "memory-minimum mandatory",
            "stack-app-count mandatory",
        ]);
        expect(await found("shop/sandbox")).toEqual([]);
    });

    it("Pulumi's own configuration wins over the file, as everywhere", async () => {
        write(ENVIRONMENTS);
        expect(await found("shop/prod", { "memory-minimum": "advisory" })).toContain(
            "memory-minimum advisory",
        );
        expect(await found("shop/prod", { "gpu-allowed": "disabled" })).not.toContain(
            "gpu-allowed mandatory",
        );
        expect(await found("shop/prod", { "memory-minimum": { minimum: 3 } })).not.toContain(
            "memory-minimum mandatory",
        );
        expect(await found("shop/prod", { all: "disabled" })).toEqual([]);
        expect(
            await found("shop/sandbox", {
                "memory-minimum": { enforcementLevel: "mandatory", minimum: 99 },
            }),
        ).toEqual(["memory-minimum mandatory"]);
    });

    it("a waiver for some stacks holds for those", async () => {
        const waiver = { rule: "memory-minimum", app: "*", reason: "r", owner: "o" };
        write({
            rules: {
                all: "disabled",
                "memory-minimum": { enforcementLevel: "mandatory", minimum: 8 },
            },
            waivers: [{ ...waiver, expires: "2999-12-31", stacks: ["shop/dev"] }],
        });
        expect(await found("shop/dev")).toEqual(["waiver-applied advisory"]);
        expect(await found("shop/prod")).toEqual(["memory-minimum mandatory"]);
    });

    it("several stacks can't be judged together where the file tells them apart", async () => {
        write(ENVIRONMENTS);
        server.show({ project: "shop", stack: "prod" });
        await server.configure();
        const ofOther = { ...APP, urn: "urn:pulumi:test::shop::x::other" };
        await expect(server.analyzeStack([APP, ofOther])).rejects.toThrow(
            /has rules for some stacks only, and what is judged belongs to several \(shop\/prod, shop\/test\): judge one at a time/,
        );
    });

    it("a file that tells no stacks apart holds for each", async () => {
        write({ rules: { all: "disabled", "memory-minimum": { minimum: 8 } } });
        expect(await found("shop/prod")).toEqual(["memory-minimum advisory"]);
        expect(await found("any/thing")).toEqual(["memory-minimum advisory"]);
    });
});

describe("the folder of the project", () => {
    it("must be certain: another project's is not searched", async () => {
        const server = await PolicyServer.start({}, { project: "nowhere", stack: "dev" });
        await expect(server.describe()).rejects.toThrow(
            /can't tell in which folder the Pulumi project nowhere lies \(looked in and above .*\), and so not which rules file holds for it\. Name the file by its whole path in the environment variable BYTENITE_RULES_FILE/,
        );
        await server.stop();
    });
});
