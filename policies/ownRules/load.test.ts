import { ruleWith, useCommand } from "./ownRules.testSupport";

// Each module is loaded by Node itself, in a process of its own: Jest's own loader reads modules in another way.
const { write, run, rulesFile } = useCommand();

describe("a module that can't be used", () => {
    const IN = "bytenite.rules.yaml:3: rulePackages[0] is ";
    test.each<[string, string, string]>([
        [
            "is not there",
            "",
            `"./ours.js", which can't be loaded: Error: Cannot find module './ours.js'`,
        ],
        [
            "throws",
            "\n\nthrow new TypeError('no\\nsuch thing');",
            `"./ours.js", which can't be loaded: TypeError: no (ours.js:3)`,
        ],
        ["throws a text", "throw 'a text';", `"./ours.js", which can't be loaded: a text`],
        [
            "is no JavaScript",
            "\nconst = 1;",
            `"./ours.js", which can't be loaded: SyntaxError: Unexpected token '=' (ours.js:2)`,
        ],
        [
            "exports nothing",
            "",
            `"./ours.js", which exports no rule: export a list \`rules\`, or one \`rule\``,
        ],
        [
            "exports no list",
            "exports.rules = {};",
            `"./ours.js", which can't be loaded: TypeError: \`rules\` is no list`,
        ],
        [
            "exports a number",
            "exports.rule = 7;",
            `"./ours.js", whose rule number 1 is 7, and no rule: make it with`,
        ],
        [
            "has a rule without a name",
            ruleWith("name: undefined"),
            `whose rule number 1 has no name: it must be a text`,
        ],
        [
            "has a rule without a description",
            ruleWith("description: ''"),
            `whose rule "ours" has no description: it must be a text`,
        ],
        [
            "has a rule without a severity",
            ruleWith("severity: undefined"),
            `whose rule "ours" has no severity: it must be one of low, medium, high, critical`,
        ],
        [
            "has another severity",
            ruleWith("severity: 'grave'"),
            `whose rule "ours" has the severity "grave": it must be one of`,
        ],
        [
            "says no or yes in another way",
            ruleWith("isAboutSecurity: 'yes'"),
            `whose rule "ours" has the isAboutSecurity "yes": it must be true, or left out`,
        ],
        [
            "has another category",
            ruleWith("category: 'exceptions'"),
            `whose rule "ours" has the category "exceptions"`,
        ],
        [
            "has another scope",
            ruleWith("scope: 'exceptions'"),
            `whose rule "ours" judges neither apps nor stacks`,
        ],
        [
            "has nothing that judges",
            ruleWith("evaluate: 1"),
            `whose rule "ours" has no function evaluate`,
        ],
        [
            "is not in kebab case",
            ruleWith("name: 'OurRule'"),
            `whose rule "OurRule" has a name that is not in kebab case`,
        ],
        [
            "is called all",
            ruleWith("name: 'all'"),
            `whose rule "all" is called "all", which means every rule`,
        ],
        [
            "has the name of ours",
            ruleWith("name: 'gpu-allowed'"),
            `whose rule "gpu-allowed" has the name of a rule of this package`,
        ],
        [
            "has a rule twice",
            `${ruleWith("")} exports.rules = [exports.rule];`,
            `whose rule "ours" has the name of a rule of "./ours.js"`,
        ],
        [
            "has a page that is none",
            ruleWith("page: 'javascript:alert(1)'"),
            `whose rule "ours" has the page "javascript:alert(1)"`,
        ],
        ["has no settings", ruleWith("settings: undefined"), `whose rule "ours" has no settings`],
        [
            "has a setting without a description",
            ruleWith("settings: { a: { type: 'string' } }"),
            `has the setting "a" without a description`,
        ],
        [
            "has a setting without a type",
            ruleWith("settings: { a: { description: 'A.' } }"),
            `has the setting "a" without a type`,
        ],
        [
            "has a schema that is none",
            ruleWith("settings: { a: { type: 'texts', description: 'A.' } }"),
            `has the setting "a", whose schema can't be used: Error: `,
        ],
        [
            "has a default that its schema refuses",
            ruleWith("settings: { a: { type: 'number', default: 'x', description: 'A.' } }"),
            `has the setting "a", whose schema can't be used: `,
        ],
        [
            "needs a setting that it does not have",
            ruleWith("needs: ['allow']"),
            `whose rule "ours" has the needs ["allow"]: it must be a list of names of its settings`,
        ],
        [
            "is idle without a setting that it does not need",
            ruleWith(
                "settings: { deny: { type: 'array', description: 'A.' } }, idleWhenEmpty: ['deny']",
            ),
            `whose rule "ours" has the idleWhenEmpty ["deny"]: it must be a list of names in its needs`,
        ],
        [
            "has a setting of every rule",
            ruleWith("settings: { enforcementLevel: { type: 'string', description: 'A.' } }"),
            `has the setting "enforcementLevel", which every rule has already`,
        ],
    ])("%s", (what, source, expected) => {
        rulesFile("./ours.js");
        if (what === "is not there") write({ "other.js": "" });
        else write({ "ours.js": source });

        const { status, stdout, stderr } = run(["check"]);

        const [line = "", ...others] = stderr.trimEnd().split("\n");
        expect(line.startsWith(IN)).toBe(true);
        expect(line).toContain(expected);
        expect({ status, stdout, others }).toEqual({ status: 2, stdout: "", others: [] });
    });

    it("may have been meant as a path", () => {
        rulesFile("ours");
        expect(run(["check"]).stderr).toContain(
            `can't be loaded: Error: Cannot find module 'ours'. A name without "./" is a package: install it beside the rules file, or write "./ours" for a path`,
        );
    });

    it.each(["rulePackages: ./ours.js", "rulePackages: []", "rulePackages: [7]"])(
        "is not read where the key has something else: %s",
        (text) => {
            write({ "bytenite.rules.yaml": text });
            expect(run(["check"])).toMatchObject({
                status: 2,
                stderr: expect.stringMatching(
                    /^bytenite\.rules\.yaml:1: rulePackages.* must be /,
                ) as string,
            });
        },
    );
});

describe("a module of every form", () => {
    const own = ruleWith(
        "evaluate: () => [{ field: 'f', found: 1, limit: 2, message: 'M', fix: 'F' }]",
    );
    const esm = own.replace("exports.rule =", "export const rule =");
    test.each<[string, string, Record<string, string>]>([
        ["a file", "./ours.js", { "ours.js": own }],
        ["a file without its ending", "./ours", { "ours.js": own }],
        ["a folder", "./folder", { "folder/index.js": own }],
        ["an ECMAScript module", "./ours.mjs", { "ours.mjs": esm }],
        [
            "one with a default",
            "./d.mjs",
            { "d.mjs": own.replace("exports.rule =", "const rule =") + "export default { rule };" },
        ],
        [
            "TypeScript",
            "./ours.ts",
            { "ours.ts": `type A = string;\n${esm.replace("rule =", "rule: object =")}` },
        ],
        ["a package", "acme-rules", { "node_modules/acme-rules/index.js": own }],
    ])("%s judges", (_what, module, files) => {
        write(files);
        rulesFile(module, "rules: { all: disabled, ours: mandatory }\n");
        const { status, stdout } = run(["check", "--json"]);
        expect(JSON.parse(stdout)).toMatchObject([{ rule: "ours", tag: "render@1.0" }]);
        expect(status).toBe(1);
    });
});
