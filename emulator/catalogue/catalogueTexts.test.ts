import { DocumentError } from "bytenite-core/documents";
import { Catalogue } from "./catalogue";

function problemsOf(load: () => unknown): readonly string[] {
    try {
        load();
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}
const problemsIn = (text: string) => problemsOf(() => Catalogue.fromYaml(text, "catalogue.yaml"));

describe("a text that is no YAML", () => {
    it.each<[string, string, string]>([
        [
            "a tab",
            "apps:\n\t- name: app\n",
            "catalogue.yaml:2: a tab in the indentation; write spaces",
        ],
        ["a list without its end", "apps:\n  - [\n", "catalogue.yaml:3: "],
        [
            "a key twice",
            "apps: []\napps: []\n",
            'catalogue.yaml:2: the key "apps" is there already',
        ],
        [
            "two documents",
            "apps: []\n---\napps: []\n",
            "catalogue.yaml:2: the catalogue must be one YAML document",
        ],
        ["an unknown type", "apps: !apps []\n", "catalogue.yaml:1: an unknown tag"],
        ["an alias of nothing", "apps: *nothing\n", "catalogue.yaml:1: an alias of nothing"],
    ])("%s", (_, text, beginning) => {
        const problems = problemsIn(text);
        expect(problems[0]).toContain(beginning);
        expect(problems.join("\n")).not.toContain("\n\n");
    });

    it("is refused in an instant if aliases make it huge", () => {
        const levels = Array.from({ length: 30 }, (_, level) => {
            const alias = level === 0 ? "x" : `*a${level - 1}`;
            return `a${level}: &a${level} [${Array(10).fill(alias).join(", ")}]`;
        });
        expect(problemsIn(levels.join("\n"))).toEqual([
            "catalogue.yaml:6: too many values, since its aliases repeat so many",
        ]);
    });

    it("is refused if it is nested beyond all measure", () => {
        expect(problemsIn("[".repeat(100_000))).toEqual([
            "catalogue.yaml:1: nested too deeply (32 levels at most)",
        ]);
    });
});

describe("the message", () => {
    const flags = Array.from(
        { length: 25 },
        (_, n) => `  - { name: app${n}, version: "1.0", isPublic: 7 }`,
    );

    it("holds 20 problems and the number of the others", () => {
        const load = () => Catalogue.fromYaml(["apps:", ...flags].join("\n"), "catalogue.yaml");
        expect(problemsOf(load)).toHaveLength(25);
        expect(load).toThrow(/^(catalogue\.yaml:\d+: .*\n){20}… and 5 more$/);
    });
});

it("reads JSON as well", () => {
    const text = '{"apps": [\n{"name": "app",\n"version": 1.1}]}';
    expect(problemsIn(text)[0]).toMatch(/^catalogue\.yaml:3: apps\[0\]\.version must be /);
    expect(problemsIn(text.replace("1.1", '"1.1"'))).toEqual([]);
});
