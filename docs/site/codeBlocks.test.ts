import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseFaults } from "../../emulator/faults/faultsDocument";
import { rules } from "../../policies/rules";
import { findDoubts } from "../../policies/rulesFile/doubts";
import { parseRulesFile } from "../../policies/rulesFile/load";
import { codeBlocksIn, type CodeBlock } from "./codeBlocks";
import { helpOf } from "./commandHelp.testSupport";
import { compileErrors } from "./compileBlocks";
import { markdownFiles, REPOSITORY } from "./pages";

/** Pages whose blocks a test of their own runs, since they need what stands around them. */
const TRIED_ELSEWHERE: Record<string, string> = {
    "CONTRIBUTING.md": "test/newFact.test.ts, test/newRule.test.ts",
};

// Rule pages are made of their cases, which policies/rules/cases.test.ts runs.
const BLOCKS = markdownFiles()
    .filter((file) => !/^(docs\/generate|policies\/rules)\//.test(file))
    .filter((file) => TRIED_ELSEWHERE[file] === undefined)
    .flatMap((file) => codeBlocksIn(file, readFileSync(join(REPOSITORY, file), "utf8")));
const TRIED = BLOCKS.filter(({ reason }) => reason === undefined);
const of = (...languages: string[]) =>
    TRIED.filter(({ language }) => languages.includes(language)).map(
        (block) => [`${block.file}:${block.line}`, block] as const,
    );

describe("a block of TypeScript compiles", () => {
    const blocks = of("ts", "js");
    const errors = compileErrors(blocks.map(([, block]) => block));
    it.each(blocks)("%s", (_place, block) => expect(errors.get(block)).toEqual([]));
});

describe("a block of YAML is what it begins like", () => {
    it.each(of("yaml"))("%s", (_place, { text }) => {
        const content: unknown = parse(text);
        const has = (key: string) => Object.hasOwn(Object(content) as object, key);
        if (has("faults")) expect(parseFaults(text, "faults.yaml")).not.toEqual([]);
        else if (has("rules")) expect(doubtsAbout(text)).toEqual([]);
        else expect(content).toBeInstanceOf(Object);
    });
});

/** What a rules file hardly means, which whoever copies it would not mean either. */
function doubtsAbout(text: string): string[] {
    const file = parseRulesFile(text, "bytenite.rules.yaml");
    const lock = file.definition.lock === undefined ? {} : { lockedHashes: {} };
    return findDoubts({ ...file, ...lock, rules, baseline: [] });
}

it("a block of JSON is JSON, or a part of an object", () => {
    for (const [, { text }] of of("json")) {
        const whole = /^\s*[{[]/.test(text) ? text : `{${text}}`;
        expect(() => JSON.parse(whole) as unknown).not.toThrow();
    }
});

describe("a block of shell", () => {
    const shell = of("sh", "console");

    it.each(shell)("can be read by a shell: %s", (_place, block) => {
        const { stderr } = spawnSync("bash", ["-n"], {
            input: commandsOf(block),
            encoding: "utf8",
        });
        expect(stderr).toBe("");
    });

    it.each(shell)("has only commands, scripts and options that are there: %s", (_place, block) => {
        expect(unknownIn(commandsOf(block))).toEqual([]);
    });
});

it("every block is of a language that is tried, or what a command prints", () => {
    const known = ["ts", "js", "yaml", "json", "sh", "console", "text", "markdown", ""];
    expect(BLOCKS.filter(({ language }) => !known.includes(language))).toEqual([]);
});

it.each(Object.entries(TRIED_ELSEWHERE))("what runs %s reads it: %s", (page, tests) => {
    for (const test of tests.split(", ")) {
        expect(readFileSync(join(REPOSITORY, test), "utf8")).toContain(page.replace("docs/", ""));
    }
});

it("these are not tried, each for a reason", () => {
    const untried = BLOCKS.filter(({ reason }) => reason !== undefined);
    console.info(untried.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join("\n"));
    for (const { reason } of untried) expect(reason).toMatch(/ .* /);
});

/** The commands of a block: where some begin with "$ ", only those, and the rest is what they print. */
function commandsOf({ text }: CodeBlock): string {
    const lines = text.split("\n");
    if (!lines.some((line) => line.startsWith("$ "))) return text;
    return lines.flatMap((line) => (line.startsWith("$ ") ? [line.slice(2)] : [])).join("\n");
}

const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
};

/** What our own commands and npm's scripts don't have. */
function unknownIn(shell: string): string[] {
    const calls = shell.matchAll(
        /npx (bytenite-policies|pulumi-bytenite|bytenite-emulator)([^|&<>#\n]*)/g,
    );
    const options = [...calls].flatMap(([, command = "", rest = ""]) => {
        const [, subcommand = ""] = /^ ([a-z]+)/.exec(rest) ?? [];
        const help = helpOf(command) + (subcommand === "" ? "" : helpOf(command, subcommand));
        const flags = [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, flag = ""]) => flag);
        return flags
            .filter((flag) => !new RegExp(`${flag}(?![a-z-])`).test(help))
            .map((flag) => `${command} ${subcommand} ${flag}`);
    });
    const runs = [...shell.matchAll(/npm run ([a-z:]+)/g)].map(([, name = ""]) => name);
    return [...options, ...runs.filter((name) => !Object.hasOwn(scripts, name))];
}
