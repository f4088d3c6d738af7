import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { toProgram } from "./commandLine";

const REPOSITORY = join(__dirname, "../..");
const { program } = toProgram();
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
        const ofPages = [
            ...pages()
                .join("\n")
                .matchAll(/npx bytenite-policies [^`\n#]*/g),
        ];
        const typed = [...helps.flatMap(examplesIn), ...ofPages.map(([line]) => line.slice(4))];
        const simple = typed.flatMap((line) => line.split(/ (?:\||&&) | <\(/));
        for (const line of simple.filter((each) => each.startsWith("bytenite-policies "))) {
            const [, name, ...words] = line.trim().split(" ");
            const command = program.commands.find((each) => each.name() === name);
            expect([line, command?.name()]).toEqual([line, name]);
            const known = [...flagsOf(program), ...(command ? flagsOf(command) : [])];
            for (const word of words.filter((each) => each.startsWith("--"))) {
                expect(known).toContain(word);
            }
        }
        expect(typed.length).toBeGreaterThan(30);
    });

    it.each(
        [["the program", program] as const, ...commands].flatMap(([name, command]) =>
            flagsOf(command).map((flag) => [flag, name]),
        ),
    )("has no option that neither a test nor a page uses: %s of %s", (flag) => {
        const isThere = new RegExp(`${flag}(?![a-z-])`);
        expect([...pages(), ...tests()].some((text) => isThere.test(text))).toBe(true);
    });
});

const read = (file: string) => readFileSync(join(REPOSITORY, file), "utf8");
const below = (folder: string, end: string) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(end))
        .map((name) => read(join(folder, name)));

function pages(): string[] {
    return [read("README.md"), read("policies/README.md"), ...below("docs", ".md")];
}

function tests(): string[] {
    const folders = ["commandLine", "doors", "reports"];
    return folders.flatMap((folder) => below(join("policies", folder), ".test.ts"));
}
