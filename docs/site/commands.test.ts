import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, helpOf, optionsIn, subcommandsIn } from "./commandHelp.testSupport";
import { markdownFiles, REPOSITORY } from "./pages";

/** Every command has it. */
const EVERYWHERE = ["--help", "--version"];
/** Commander's own command. */
const HELP = "help";

const PAGES = markdownFiles()
    .filter((file) => /^(docs|emulator|policies|provider)\//.test(file))
    .filter((file) => !/^docs\/(generate|errors)\//.test(file))
    .map((file) => readFileSync(join(REPOSITORY, file), "utf8"));

/** What stands nowhere in the documentation, on no page that has the command. */
function undocumentedIn(command: string): string[] {
    const pages = PAGES.filter((page) => page.includes(command));
    const isWritten = (word: string): boolean =>
        pages.some((page) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(page));
    const subcommands = subcommandsIn(helpOf(command)).filter((name) => name !== HELP);
    const words = ["", ...subcommands].flatMap((subcommand) =>
        optionsIn(helpOf(command, subcommand))
            .filter((option) => !EVERYWHERE.includes(option) && !isWritten(option))
            .map((option) => [command, subcommand, option].filter(Boolean).join(" ")),
    );
    return [...subcommands.filter((name) => !isWritten(`${command} ${name}`)), ...words];
}

it.each(Object.keys(COMMANDS))("every command and option of %s is in the documentation", (name) => {
    // A help that could not be read lists nothing that is missing.
    for (const subcommand of ["", ...subcommandsIn(helpOf(name))].filter((one) => one !== HELP)) {
        expect(optionsIn(helpOf(name, subcommand))).toContain("--help");
    }
    expect(undocumentedIn(name)).toEqual([]);
});

it("reads every command and option out of a help", () => {
    const help =
        "Usage: x\n\nOptions:\n  -h, --help  y\n  --a-b <c>   z\n\nCommands:\n  one [w]  v\n  two\n";
    expect(optionsIn(help)).toEqual(["--help", "--a-b"]);
    expect(subcommandsIn(help)).toEqual(["one", "two"]);
});
