import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { Session } from "./session";

const RULES = "bytenite.rules.yaml";

describe("the rules file that holds for a command", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "session-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const rulesPath = (files: string[], within: string): string | undefined => {
        mkdirSync(join(folder, within), { recursive: true });
        for (const file of files) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), "name: shop\nruntime: nodejs\n");
        }
        const path = new Session(() => undefined, {}, join(folder, within)).rulesPath();
        return path && relative(folder, path);
    };

    it.each<[string, string[], string, string | undefined]>([
        ["no project", [RULES], ".", RULES],
        ["no project, from below", [RULES], "deep/down", RULES],
        ["a project", ["Pulumi.yaml", RULES], "deep/down", RULES],
        ["above a project", ["infra/Pulumi.yaml", RULES], "infra/deep", RULES],
        ["below a project", ["Pulumi.yaml", `rules/${RULES}`], "rules", `rules/${RULES}`],
        ["below a project, from further below", ["Pulumi.yaml", `a/${RULES}`], "a/b", `a/${RULES}`],
        ["somewhere else", ["Pulumi.yaml", `rules/${RULES}`], "other", undefined],
    ])("%s", (_what, files, within, expected) => {
        expect(rulesPath(files, within)).toBe(expected);
    });

    it("one of the project's and one below: neither", () => {
        expect(() => rulesPath(["Pulumi.yaml", RULES, `rules/${RULES}`], "rules")).toThrow(
            "There are 2 rules files, and no telling which one holds",
        );
    });
});
