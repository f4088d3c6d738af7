import { assert, array, constantFrom, oneof, property, string } from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { DocumentSchema } from "./documentSchema";
import { problemsOf } from "./problems.testSupport";
import { parseYaml } from "./yamlText";

const PIECES = [
    ..."[]{},:?-&*!|>'\"%@`#~ \t\n\r\\/=.0a",
    ...[
        "- ",
        ": ",
        "? ",
        "\n  ",
        "\n\t",
        "\r\n",
        "---\n",
        "...\n",
        "<<: ",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
    ],
    ...[
        "a: ",
        "b: [",
        "{c: ",
        "|\n",
        ">-\n ",
        "|2\n",
        "'x'",
        '"\\u00',
        "1.10",
        ".nan",
        "true",
        "null",
    ],
    ...[
        "%YAML 1.1\n",
        "%TAG ! x\n",
        "__proto__: ",
        "constructor: ",
        "\ufeff",
        "\u0000",
        "\u2028",
        "😀",
        "\ud800",
    ],
];
const texts = oneof(
    string({ unit: anyCharacter, maxLength: 50 }),
    array(constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
);
const schema = new DocumentSchema<unknown>(
    {
        type: "object",
        additionalProperties: {
            anyOf: [{ type: "string" }, { type: "object", additionalProperties: false }],
        },
    },
    { noun: "the file" },
);

it("a text is a document, or its problems have a line each", () => {
    assert(
        property(texts, (text) => {
            const problems = problemsOf(() => {
                const { value, origin } = parseYaml(text, "a.yaml", { noun: "the file" });
                JSON.stringify(value);
                schema.validate(value, origin);
            });
            for (const problem of problems) expect(problem).toMatch(/^a\.yaml:[1-9]\d*: .+$/);
            expect(Object.keys(Object.prototype)).toEqual([]);
        }),
        { numRuns: runs(2000) },
    );
});
