import { DocumentSchema } from "./documentSchema";
import { inMemory } from "./origin";
import { parseYaml } from "./yamlText";
import { problemsIn, problemsOf } from "./problems.testSupport";

const LEVEL = { enum: ["advisory", "mandatory", "disabled"] };
const RULE = {
    type: "object",
    additionalProperties: false,
    properties: {
        enforcementLevel: LEVEL,
        allow: { type: "array", items: { type: "string" }, uniqueItems: true, minItems: 1 },
        minimum: { type: "number", minimum: 0 },
        until: { type: "string", format: "date" },
        password: { type: "string" },
    },
};
const RULES = {
    type: "object",
    additionalProperties: false,
    required: ["rules"],
    properties: {
        rules: { type: "object", additionalProperties: { anyOf: [LEVEL, RULE] } },
        constructor: { type: "string" },
    },
};

describe("a key among many", () => {
    const many = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`setting${n}`, {}]));
    const schema = { additionalProperties: false, properties: many };

    it("is compared with them, without a list", () => {
        expect(problemsIn("seting7: 1", schema)).toEqual([
            'a.yaml:1: the file has the unknown key "seting7"; did you mean "setting7"?',
        ]);
    });

    it("has the list if none is near", () => {
        expect(problemsIn("other: 1", schema)[0]).toContain("known are setting0, setting1, ");
    });
});

describe("a schema", () => {
    it("returns the very value, typed", () => {
        const value = { rules: {} };
        const schema = new DocumentSchema<{ rules: object }>(RULES, { noun: "the file" });
        expect(schema.validate(value, inMemory("rules"))).toBe(value);
    });

    it("has formats of one's own", () => {
        const formats = { even: (text: string) => text.length % 2 === 0 };
        const schema = new DocumentSchema<string>(
            { type: "string", format: "even" },
            { noun: "the file", formats },
        );
        const memory = inMemory("a value");
        expect(schema.validate("ab", memory)).toBe("ab");
        expect(problemsOf(() => schema.validate("abc", memory))).toEqual([
            'a value: the file must be a text of the format even, found the text "abc"',
        ]);
    });

    it.each([
        [undefined, "nothing"],
        [Infinity, "the number Infinity"],
        [true, "the boolean true"],
    ])("speaks of %p in memory, without a line", (value, found) => {
        const schema = new DocumentSchema({ type: "object" }, { noun: "the file" });
        expect(problemsOf(() => schema.validate(value, inMemory("rules")))).toEqual([
            `rules: the file must be a mapping, found ${found}`,
        ]);
    });

    it("that is none is the programmer's mistake", () => {
        expect(() => new DocumentSchema({ type: "text" }, { noun: "the file" })).toThrow(
            /^schema is invalid/,
        );
        expect(() => new DocumentSchema({ tpye: "string" }, { noun: "the file" })).toThrow("tpye");
    });

    it("that refers to itself ends", () => {
        const tree = {
            type: "object",
            properties: { children: { type: "array", items: { $ref: "#" } } },
        };
        const { value, origin } = parseYaml("children: [{children: [7]}]", "a.yaml", {
            noun: "the file",
        });
        const schema = new DocumentSchema(tree, { noun: "the file" });
        expect(problemsOf(() => schema.validate(value, origin))).toEqual([
            "a.yaml:1: children[0].children[0] must be a mapping that may have children, found the number 7",
        ]);
    });
});

it("does not copy the problems before at each reference", () => {
    const item = {
        type: "object",
        required: ["name"],
        properties: { kind: { $ref: "#/definitions/kind" } },
    };
    const referring = new DocumentSchema(
        {
            definitions: { kind: { enum: ["a"] }, item },
            type: "array",
            items: { $ref: "#/definitions/item" },
        },
        { noun: "the list" },
    );
    const copied = (length: number): number => {
        let elements = 0;
        const { concat } = Array.prototype;
        const spy = jest.spyOn(Array.prototype, "concat").mockImplementation(function (
            this: unknown[],
            ...others: unknown[]
        ) {
            elements += this.length;
            return concat.apply(this, others) as unknown[];
        });
        const value = Array.from({ length }, () => ({ kind: "b" }));
        const found = problemsOf(() => referring.validate(value, inMemory("list")));
        spy.mockRestore();
        expect(found.length).toBeGreaterThan(0);
        return elements;
    };
    expect(copied(2000)).toBeLessThanOrEqual(2.5 * copied(1000));
});
