import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { appRecord } from "../appRecord.testSupport";
import { rules } from "../rules";
import { settingSchemas } from "../contract/commonSettings";
import { PolicyServer, type TestResource } from "../testing/policyServer";

let server: PolicyServer;
beforeAll(async () => {
    server = await PolicyServer.start();
});
afterAll(() => server.stop());

/** An `App`, as the engine shows its inputs: what the record calls id is called appId. */
function app(...[requirements, fields]: Parameters<typeof appRecord>): TestResource {
    const { id: appId, ...facts } = appRecord(requirements, fields);
    const properties = { ...facts, appId, endpoint: "https://api.test/v1", __provider: "x" };
    return { type: APP_RESOURCE_TYPE, name: "render", properties };
}

const NOT_ALLOWED = `A ByteNite app may list only GPU models that the organisation allows.
img-gen@4.0 lists "NVIDIA H100", which is not allowed (allowed: "t4"). In the app's manifest, set "device_requirements": {"gpu": ["tesla t4"]} and push the app again.`;
const TOO_LITTLE = `A ByteNite app must ask for enough memory.
img-gen@4.0 asks for 4 GB of memory, but the least that is allowed is 8 GB. In the app's manifest, set "device_requirements": {"min_memory": 8} and push the app again.`;

const ONLY = {
    all: "disabled",
    "gpu-allowed": { enforcementLevel: "mandatory", allow: ["t4"] },
    "memory-minimum": { enforcementLevel: "advisory", minimum: 8 },
} as const;

describe("the policy pack without configuration", () => {
    // Comes first, since what was configured once can't be taken back altogether.
    it("uses the defaults of the rules", async () => {
        const found = await server.analyze(app({ gpu: ["NVIDIA H100"], minMemory: 1 }));
        expect(found.map(({ policy }) => policy)).toContain("memory-minimum");
        expect(found.map(({ policy }) => policy)).not.toContain("gpu-allowed");
        expect(new Set(found.map(({ level }) => level))).toEqual(new Set(["advisory"]));
    });

    it("says what it is", async () => {
        const { name, version, supportsConfiguration, policies } = await server.describe();
        expect({ name, version, supportsConfiguration }).toEqual({
            name: "pulumi-bytenite-policies",
            version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
            supportsConfiguration: true,
        });
        expect(policies).toEqual(
            [
                ...rules.filter(({ scope }) => scope !== "exceptions"),
                ...rules.filter(({ scope }) => scope === "exceptions"),
            ].map((rule) => ({
                name: rule.name,
                description: rule.description,
                level: "advisory",
                severity: rule.severity,
                tags: [rule.category],
                url: `https://unpkg.com/pulumi-bytenite-policies@${version}/rules/${rule.name}/README.md`,
                remediation: rule.remediation,
                schema: settingSchemas(rule),
                required: [],
            })),
        );
    });

    it("lets each rule be told what to do with what is not known yet", async () => {
        const { policies } = await server.describe();
        const judging = new Set(
            rules.filter(({ scope }) => scope !== "exceptions").map(({ name }) => name),
        );
        for (const { schema } of policies.filter(({ name }) => judging.has(name))) {
            expect(schema?.onUnknown).toMatchObject({
                type: "string",
                enum: ["fail", "warn", "skip"],
                default: "warn",
            });
        }
    });
});

describe("the policy pack", () => {
    beforeEach(() => server.configure(ONLY));

    it("reports what its rules find, at the level that the organisation chose", async () => {
        const found = await server.analyze(app({ gpu: ["NVIDIA H100"], minMemory: 4 }));
        expect(found).toEqual([
            { policy: "gpu-allowed", level: "mandatory", severity: "high", message: NOT_ALLOWED },
            {
                policy: "memory-minimum",
                level: "advisory",
                severity: "medium",
                message: TOO_LITTLE,
            },
        ]);
    });

    it("has nothing against an app that keeps the rules", async () => {
        expect(await server.analyze(app({ gpu: ["NVIDIA T4"], minMemory: 8 }))).toEqual([]);
    });

    it.each([
        "pulumi-nodejs:dynamic:Resource",
        "pulumi-nodejs:dynamic/bytenite:Template",
        "pulumi-nodejs:dynamic/bytenite:Apps",
        "aws:ec2/instance:Instance",
        "pulumi:pulumi:Stack",
    ])("never judges a resource of type %s", async (type) => {
        const bad = app({ gpu: ["NVIDIA H100"], minMemory: 0 });
        expect(await server.analyze({ ...bad, type })).toEqual([]);
    });

    it("takes each configuration in place of the one before", async () => {
        const bad = app({ gpu: ["NVIDIA H100"], minMemory: 4 });
        const all = "disabled";
        await server.configure({ all, "memory-minimum": { minimum: 1 } });
        expect(await server.analyze(bad)).toEqual([]);
        await server.configure({
            all,
            "memory-minimum": { enforcementLevel: "mandatory", minimum: 4.5 },
        });
        expect(await server.analyze(bad)).toMatchObject([
            { policy: "memory-minimum", level: "mandatory" },
        ]);
        await server.configure({ all });
        expect(await server.analyze(bad)).toEqual([]);
    });

    it("refuses a setting that a rule does not have, whatever its level", async () => {
        await server.configure({ "memory-minimum": { minimun: 64 } });
        await expect(server.analyze(app())).rejects.toThrow(
            "The policy pack's configuration gives memory-minimum the setting \"minimun\", which it doesn't have. Its settings are minimum, onUnknown, apps, enforcementLevel.",
        );
    });

    it("judges an app of which nothing is stated", async () => {
        const bare = { ...app(), properties: { tag: "bare", deviceRequirements: null } };
        expect(await server.analyze(bare)).toMatchObject([
            {
                policy: "memory-minimum",
                message: expect.stringContaining("bare states no minimum memory") as string,
            },
        ]);
    });

    it("judges an app whose facts have other types than documented", async () => {
        const odd = {
            ...app(),
            properties: { tag: "odd", deviceRequirements: { gpu: "h100", minMemory: "16" } },
        };
        expect((await server.analyze(odd)).map(({ policy }) => policy)).toEqual([
            "gpu-allowed",
            "memory-minimum",
        ]);
    });
});
