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
