import { join } from "node:path";
import { OUR_RULES, ruleWith, useFolder } from "../ownRules/ownRules.testSupport";
import { checkRules } from "../testing/checkRules";
import { deploy } from "../testing/deploy";
import { PolicyServer } from "../testing/policyServer";

const { folder, write } = useFolder();
const rulesFile = join(folder, "bytenite.rules.yaml");
const rules = (module: string, text: string) =>
    write({
        "bytenite.rules.yaml": `rulePackages: [./${module}.js]\nrules:\n  all: disabled\n${text}`,
    });

describe("rules of the organisation's own in the policy pack", () => {
    let server: PolicyServer;
    beforeAll(async () => {
        write({
            "ours.js": OUR_RULES,
            "broken.js": ruleWith("evaluate: () => { throw new Error('oh no'); }"),
        });
        rules("ours", "");
        server = await PolicyServer.start({ BYTENITE_RULES_FILE: rulesFile });
    });
    afterAll(() => server.stop());

    it("are policies with their schemas, pages and levels", async () => {
        rules("ours", "  entrypoint-allowed: { enforcementLevel: mandatory, allow: [a.py] }");
        const { policies, initial } = await server.describe();
        const names = policies.map(({ name }) => name);
        expect(names).toEqual(
            expect.arrayContaining(["entrypoint-allowed", "stack-owners", "gpu-allowed"]),
        );
        expect(policies.find(({ name }) => name === "entrypoint-allowed")).toMatchObject({
            severity: "high",
            url: "https://acme.example/rules/entrypoint-allowed",
            schema: { allow: { type: "array" }, onUnknown: {}, apps: {} },
        });
        expect(initial["entrypoint-allowed"]).toEqual({
            enforcementLevel: "mandatory",
            allow: ["a.py"],
        });
    });

    it("judge apps and stacks, by the settings of the rules file and of Pulumi", async () => {
        rules(
            "ours",
            "  entrypoint-allowed: { enforcementLevel: mandatory, allow: [a.py] }\n  stack-owners: advisory",
        );
        const apps = [
            { tag: "a@1.0", entrypoint: "b.py", userName: "x" },
            { tag: "b@1.0", entrypoint: "a.py", userName: "y" },
        ];
        await server.configure();
        const found = async () =>
            (await deploy(server, apps)).map(
                ({ policy, level, app }) => `${policy} ${level} ${app}`,
            );
        expect(await found()).toEqual([
            "entrypoint-allowed mandatory a@1.0",
            "stack-owners advisory ",
        ]);
        await server.configure({ "entrypoint-allowed": { allow: ["b.py"] } });
        expect(await found()).toEqual([
            "entrypoint-allowed mandatory b@1.0",
            "stack-owners advisory ",
        ]);
    });

    it.each([
        ["ours.mjs", ruleWith("").replace("exports.rule =", "export const rule =")],
        [
            "ours.ts",
            `type A = string;\n${ruleWith("").replace("exports.rule =", "export const rule: object =")}`,
        ],
    ])("may be in %s", async (file, source) => {
        write({ [file]: source, "bytenite.rules.yaml": `rulePackages: [./${file}]` });
        const { policies } = await server.describe();
        expect(policies.map(({ name }) => name)).toContain("ours");
    });

    it("go with the rules file", async () => {
        write({ "bytenite.rules.yaml": "rules: { all: disabled }" });
        const { policies, initial } = await server.describe();
        expect(policies.map(({ name }) => name)).not.toContain("entrypoint-allowed");
        expect(Object.keys(initial)).not.toContain("entrypoint-allowed");
    });

    it("end the run where they throw", async () => {
        rules("broken", "  ours: advisory");
        await server.configure();
        await expect(deploy(server, [{ tag: "a@1.0" }])).rejects.toThrow(
            /bytenite\.rules\.yaml:1: the rule ours of "\.\/broken\.js" threw Error: oh no \(.*broken\.js:\d+\), so that "a@1\.0" was not judged \[OWN_RULE_FAILED\]$/,
        );
    });

    it("end the run where their module can't be loaded", async () => {
        rules("missing", "  ours: advisory");
        await expect(server.describe()).rejects.toThrow(
            /bytenite\.rules\.yaml:1: rulePackages\[0\] is "\.\/missing\.js", which can't be loaded: Error: Cannot find module '\.\/missing\.js' \[DOCUMENT_INVALID\]$/,
        );
    });
});

it("are tested as the others are", async () => {
    rules("ours", "  entrypoint-allowed: mandatory");
    write({
        "bytenite.rules.test.yaml": `cases:
  - case: refuses another script
    app: { tag: a@1.0, entrypoint: b.py }
    finds: [{ rule: entrypoint-allowed, level: mandatory, app: a@1.0 }]
`,
    });
    await checkRules(join(folder, "bytenite.rules.test.yaml"));
});
