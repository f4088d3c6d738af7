import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();
const page = readFileSync(join(__dirname, "../../docs/testing-rules.md"), "utf8");
const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(
        ([, text = ""]) => text,
    );
const [rules = "", cases = ""] = blocks("yaml");
// A block that leaves something out is run by test/documentedCommands.test.ts.
const shown = blocks("console")
    .filter((text) => !text.includes("…"))
    .map((text) => /^\$ npx bytenite-policies (.*)\n([^]*)$/.exec(text))
    .filter((found) => found !== null)
    .map(([, command = "", output = ""]) => [command, output] as const);

describe("docs/testing-rules.md", () => {
    beforeEach(() => {
        writeFileSync(rulesFile, rules);
        writeFileSync(join(folder, "bytenite.rules.test.yaml"), cases);
    });

    it("shows commands", () => expect(shown.length).toBe(3));

    it.each(shown)("shows what %s says", async (command, output) => {
        expect(await run(command.split(" "))).toEqual({ status: 0, stdout: output, stderr: "" });
    });

    it("has the expression by which GitLab finds the share", () => {
        const [, pattern = ""] = /coverage: '\/(.*)\/'/.exec(page) ?? [];
        const shares = shown.map(([, output]) => new RegExp(pattern).exec(output)?.[1]);
        expect(shares).toEqual([undefined, "66.6", undefined]);
    });
});
