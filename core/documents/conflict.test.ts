import { parseYaml } from "./yamlText";
import { problemsOf } from "./problems.testSupport";

const options = { noun: "the file" };

describe("a merge that needs a person", () => {
    const conflict = `rules:
<<<<<<< HEAD
  gpu-allowed: mandatory
||||||| base
=======
  gpu-allowed: advisory
>>>>>>> other
`;

    it.each([
        ["in a mapping", conflict, 2],
        ["in a list", "a:\n  - x\n<<<<<<< HEAD\n  - y\n=======\n  - z\n>>>>>>> other", 3],
        ["of Windows", conflict.replaceAll("\n", "\r\n"), 2],
        ["in JSON", '{\n"a": 1,\n<<<<<<< HEAD\n"b": 2\n=======\n"b": 3\n>>>>>>> other\n}', 3],
    ])("is told %s, and nothing that follows from it", (_, text, line) => {
        expect(problemsOf(() => parseYaml(text, "a.yaml", options))).toEqual([
            `a.yaml:${line}: a merge conflict is here; resolve it`,
        ]);
    });

    it("is not what a text is about", () => {
        const text = `a: |\n${conflict.replace(/^/gm, "  ")}`;
        expect(parseYaml(text, "a.yaml", options).value).toHaveProperty("a");
    });
});
