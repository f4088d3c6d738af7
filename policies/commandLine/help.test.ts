import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { toProgram } from "./commandLine";

const REPOSITORY = join(__dirname, "../..");
const program = toProgram();
const commands = program.commands.map((command) => [command.name(), command] as const);

function helpOf(command: Command): string {
    let text = "";
    command.configureOutput({
        writeOut: (part) => void (text += part),
        getOutHelpWidth: () => 100,
    });
    command.outputHelp();
    return text;
}

const examplesIn = (help: string) =>
    [...help.matchAll(/^ {2}\$ (.*)$/gm)].map(([, typed = ""]) => typed);
const flagsOf = (command: Command) => command.options.map(({ long }) => long ?? "");

describe("the help", () => {
    it.each([["the program", program] as const, ...commands])(
        "of %s has examples, fits in 100 columns, and ends in one line break",
        (_name, command) => {
            const help = helpOf(command);
            expect(examplesIn(help).length).toBeGreaterThan(0);
            expect(help.split("\n").filter((line) => line.length > 100)).toEqual([]);
            expect(help).toMatch(/[^\n]\n$/);
        },
    );

    it("has examples of commands and options that there are", () => {
        const helps = [program, ...commands.map(([, command]) => command)].map(helpOf);
        const typed = helps.flatMap(examplesIn).flatMap((line) => line.split(/ (?:\||&&) /));
        for (const line of typed.filter((each) => each.startsWith("bytenite-policies"))) {
            const [, name, ...words] = line.split(" ");
            const command = program.commands.find((each) => each.name() === name);
            expect([line, command?.name()]).toEqual([line, name]);
            const known = [...flagsOf(program), ...(command ? flagsOf(command) : [])];
            for (const word of words.filter((each) => each.startsWith("--"))) {
                expect(known).toContain(word);
            }
        }
        expect(typed.length).toBeGreaterThan(10);
    });

    it.each(
        [["the program", program] as const, ...commands].flatMap(([name, command]) =>
            flagsOf(command).map((flag) => [flag, name]),
        ),
    )("has no option that neither a test nor a page uses: %s of %s", (flag) => {
        const isThere = new RegExp(`${flag}(?![a-z-])`);
        expect(texts().some((text) => isThere.test(text))).toBe(true);
    });
});

/** What tests and pages say. */
function texts(): string[] {
    const files = ["README.md", "policies/README.md"];
    const below = (folder: string, isWanted: (name: string) => boolean) =>
        readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
            .filter(isWanted)
            .map((name) => join(folder, name));
    return [
        ...files,
        ...below("docs", (name) => name.endsWith(".md")),
        ...["commandLine", "doors", "reports"].flatMap((folder) =>
            below(join("policies", folder), (name) => name.endsWith(".test.ts")),
        ),
    ].map((file) => readFileSync(join(REPOSITORY, file), "utf8"));
}
