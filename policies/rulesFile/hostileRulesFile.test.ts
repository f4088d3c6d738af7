import { rules } from "../rules";
import { useRulesFile } from "./rulesFile.testSupport";

const { write, load, resolve } = useRulesFile();

describe("a hostile rules file ends in an error within a second", () => {
    const explosion = ["a: &a [x, x, x, x, x, x, x, x, x]"]
        .concat(
            [..."bcdefghi"].map((name, index) => {
                const before = "abcdefgh"[index];
                return `${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(", ")}]`;
            }),
        )
        .join("\n");

    it.each([
        ["1 MB of comments", "#".repeat(1024 * 1024)],
        ["1 MB of rules", `rules:\n${"  gpu-known: advisory\n".repeat(50_000)}`],
        ["deep lists", `rules: ${"[".repeat(100_000)}`],
        ["deep lists that are closed", `rules: ${"[".repeat(50_000)}${"]".repeat(50_000)}`],
        ["deep mappings", `rules: ${"{a: ".repeat(50_000)}`],
        ["aliases that explode", explosion],
        ["a key __proto__", "__proto__: { polluted: true }"],
        ["a rule __proto__", "rules: { __proto__: { polluted: true } }"],
        ["a rule constructor", "rules: { constructor: { prototype: { polluted: true } } }"],
        ["an environment __proto__", "environments: { __proto__: { rules: { all: disabled } } }"],
        [
            "a pattern that explodes",
            `rules: { name-pattern: { pattern: "((a{1000}){1000}){1000}" } }`,
        ],
        [
            "many wrong keys",
            `rules:\n${[...Array(15_000).keys()].map((n) => `  wrong-${n}: 1\n`).join("")}`,
        ],
        ["a tag", "rules: !!js/function 'function () {}'"],
        ["binary", "\u0000\u0001\u0002"],
    ])("%s", (_what, text) => {
        write(text);
        expect(load).toThrow();
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it("a pattern on which other engines backtrack is matched in linear time", () => {
        write("rules: { name-pattern: { pattern: '(a+)+' } }");
        const rule = rules.find(({ name }) => name === "name-pattern");
        expect(resolve().configuration["name-pattern"]?.settings.pattern).toBe("(a+)+");
        expect(rule).toBeDefined();
    });

    it("has lists and texts that a person may have written", () => {
        const list = (length: number) =>
            write(`rules:\n  gpu-allowed:\n    allow: [${'"a*", '.repeat(length)}]`);
        list(1000);
        expect(resolve().configuration["gpu-allowed"]?.settings.allow).toHaveLength(1000);
        list(1001);
        expect(load).toThrow("bytenite.rules.yaml:3: a list of 1001 entries (1000 at most)");
        write(`rules:\n  gpu-allowed: { allow: ["${"*a".repeat(1001)}"] }`);
        expect(load).toThrow("bytenite.rules.yaml:2: a text of more than 2000 characters");
    });
});
