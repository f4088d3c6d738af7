import { appRecord } from "../appRecord.testSupport";
import { defineAppRule, defineStackRule } from "../contract/rule";
import { evaluate } from "../judging/evaluate";
import { NO_RULES_FILE } from "../rulesFile/resolvedRules";
import { guarded } from "./guard";
import { ruleWith, useCommand } from "./ownRules.testSupport";

const { write, run, rulesFile } = useCommand();

describe("a rule that fails while it judges", () => {
    const problem = "field: 'f', found: 1, limit: 2, message: 'M', fix: 'F'";
    test.each<[string, string, string]>([
        [
            "throws",
            "() => {\n        return null.x;\n    }",
            "threw TypeError: Cannot read properties of null (reading 'x') (ours.js:5)",
        ],
        [
            "changes a fact",
            "(app) => {\n        'use strict'; app.tag = 'x';\n    }",
            "threw TypeError: Cannot assign to read only property 'tag'",
        ],
        [
            "changes a list",
            "(app) => app.deviceRequirements.gpu.push('x')",
            "threw TypeError: Cannot add property 0, object is not extensible",
        ],
        [
            "answers nothing",
            "() => undefined",
            "answered with undefined in place of a list of problems",
        ],
        ["waits", "async () => []", "answered with a promise, but a rule can't wait for anything"],
        ["answers texts", "() => ['no']", 'answered with a list whose entry 0 is "no"'],
        [
            "has no message",
            `() => [{ ${problem}, message: '' }]`,
            "answered with a list whose entry 0 has no message",
        ],
        [
            "has no field",
            `() => [{ ${problem}, field: undefined }]`,
            "answered with a list whose entry 0 has no field",
        ],
        [
            "found no JSON",
            `() => [{ ${problem}, found: () => 1 }]`,
            "answered with a list whose entry 0 has no found that JSON can write",
        ],
        [
            "found no number",
            `() => [{ ${problem}, limit: NaN }]`,
            "answered with a list whose entry 0 has no limit that JSON can write",
        ],
        [
            "names no setting",
            `() => [{ ${problem}, setting: 'x' }]`,
            'answered with a list whose entry 0 names the setting "x", which the rule doesn\'t have',
        ],
        [
            "names another app",
            `() => [{ ${problem}, tag: 'x' }]`,
            "answered with a list whose entry 0 has a tag of its own",
        ],
        [
            "finds a field twice",
            `() => [{ ${problem} }, { ${problem} }]`,
            'answered with a list whose entry 1 is the second one about "f"',
        ],
    ])("%s", (_what, evaluate, expected) => {
        write({ "ours.js": ruleWith(`evaluate: ${evaluate}`) });
        rulesFile("./ours.js", "rules: { ours: advisory }\n");
        const { status, stdout, stderr } = run(["check"]);
        const [line = "", ...others] = stderr.trimEnd().split("\n");
        expect(line).toContain(`bytenite.rules.yaml:3: the rule ours of "./ours.js" ${expected}`);
        expect(line).toMatch(/, so that "render@1\.0" was not judged$/);
        expect({ status, stdout, others }).toEqual({ status: 2, stdout: "", others: [] });
    });
});

describe("a rule of an organisation's own, where nothing tells some facts", () => {
    const words = {
        description: "d",
        explanation: "e",
        remediation: "r",
        category: "identity",
        severity: "low",
        settings: {},
    } as const;
    const problem = { field: "entrypoint", found: null, limit: null, message: "M", fix: "F" };

    it("judges the apps of which it reads what is told, and those alone", () => {
        const own = [
            defineAppRule({ ...words, name: "a-told", evaluate: () => [problem] }),
            defineAppRule({
                ...words,
                name: "b-untold",
                evaluate: ({ name, owner }) => (name === owner ? [] : [problem]),
            }),
            defineStackRule({
                ...words,
                name: "c-told",
                evaluate: (apps) => (apps.every(({ name }) => name === "") ? [] : [problem]),
            }),
            defineStackRule({
                ...words,
                name: "d-untold",
                evaluate: (apps) => (apps.every(({ owner }) => owner === "") ? [] : [problem]),
            }),
        ].map((rule) =>
            guarded(rule, { module: "./ours.js", shownFrom: "/", place: "bytenite.rules.yaml:3" }),
        );
        const untold = ["owner"] as const;
        const { findings, unjudged } = evaluate(
            [appRecord()],
            own,
            NO_RULES_FILE,
            "2026-01-15",
            untold,
        );
        expect(findings.map(({ rule }) => rule)).toEqual(["c-told", "a-told"]);
        expect(unjudged).toEqual([
            { rule: "b-untold", facts: ["owner"], tags: ["img-gen@4.0"] },
            { rule: "d-untold", facts: ["owner"], tags: [""] },
        ]);
    });

    it("refuses a manifest by what that tells, and says what it needs besides", () => {
        const manifest = { name: "render", version: "1.0", entrypoint: "main.sh" };
        const check = (condition: string) => {
            const members = `evaluate: (app) => ${condition} ? [] : [${JSON.stringify(problem)}]`;
            write({ "ours.js": ruleWith(members), "manifest.json": JSON.stringify(manifest) });
            rulesFile("./ours.js", "rules: { all: disabled, ours: mandatory }\n");
            return run(["check", "--manifest", "manifest.json"]);
        };
        const told = check("app.entrypoint === 'main.py'");
        expect(told.stdout).toContain("render@1.0: ours (mandatory, low)");
        expect(told.stderr).not.toContain("Not judged");
        expect(told.status).toBe(1);
        const untold = check("app.owner === 'me'");
        expect(untold.stderr).toContain(
            "Not judged by these rules, since a manifest does not tell what is in brackets: ours (owner).\n",
        );
        expect(untold.status).toBe(2);
    });
});
