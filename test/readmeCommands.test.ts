import { isAsExpected, readBlocks, readCommands } from "./readmeCommands.testSupport";

const fence = "```";

describe("readBlocks and readCommands", () => {
    const readme = `# Title

${fence}console
$ false # fails
some
output
$ echo $?
1
$ export A=1
${fence}

<!-- not run: needs an account -->

${fence}console
git push
git pull
${fence}

${fence}yaml
a: 1
${fence}
`;
    const [commands, notRun, yaml] = readBlocks(readme);

    test("tell commands, outputs and lines", () => {
        expect(commands && readCommands(commands)).toEqual([
            { line: 4, command: "false # fails", output: "some\noutput\n", mayFail: true },
            { line: 7, command: "echo $?", output: "1\n", mayFail: false },
            { line: 9, command: "export A=1", output: "", mayFail: false },
        ]);
    });

    test("tell what nobody can run, and blocks without prompts", () => {
        expect(notRun?.notRun).toBe("needs an account");
        expect(notRun && readCommands(notRun)).toEqual([
            { line: 15, command: "git push", mayFail: false },
            { line: 16, command: "git pull", mayFail: false },
        ]);
        expect(yaml).toEqual({ line: 20, language: "yaml", code: "a: 1\n" });
    });

    test("refuse an output of no command", () => {
        expect(() => readCommands({ line: 3, language: "console", code: "out\n$ a\n" })).toThrow(
            "line 3: output of no command: out",
        );
    });
});

test.each([
    ["a b\nc", "a\n  b c", true],
    ["a b", "a", false],
    ["a b", "b", false],
    ["a b", "…", true],
    ["", "…", true],
    ["a b c", "a … c", true],
    ["a c", "a … c", true],
    ["a b c", "… b …", true],
    ["a b c", "… c …", true],
    ["a b c", "… a … a …", false],
    ["a b c", "… c … b …", false],
    ["ab", "ab … ab", false],
    ["a (1 ms)", "a …", true],
])("the output %j under %j: %j", (output, expected, isExpected) => {
    expect(isAsExpected(output, expected)).toBe(isExpected);
});
