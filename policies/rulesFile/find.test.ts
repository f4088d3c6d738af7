import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRulesFile } from "./find";

const FILE = "bytenite.rules.yaml";

describe("findRulesFile", () => {
    let top: string;
    let project: string;
    let pack: string;
    beforeEach(() => {
        top = mkdtempSync(join(realpathSync(tmpdir()), "bytenite-find-"));
        project = join(top, "apps", "infra");
        pack = join(top, "node_modules", "pack");
        for (const folder of [project, pack]) mkdirSync(folder, { recursive: true });
    });
    afterEach(() => rmSync(top, { recursive: true }));

    const put = (...path: string[]): string => {
        const file = join(top, ...path);
        writeFileSync(file, "");
        return file;
    };
    const find = (named?: string) =>
        findRulesFile({ named, folder: () => project, alsoIn: pack }) ?? "none";

    it.each([
        ["the project's folder", ["apps", "infra", FILE]],
        ["a folder above it", ["apps", FILE]],
        ["the top of both", [FILE]],
        ["the pack's folder", ["node_modules", "pack", FILE]],
        ["a folder above the pack's", ["node_modules", FILE]],
    ])("finds the file in %s", (_where, place) => {
        const file = put(...place);
        expect(find()).toBe(file);
    });

    it("finds none where there is none, also beside a project's", () => {
        mkdirSync(join(top, "apps", "other"));
        put("apps", "other", FILE);
        expect(find()).toBe("none");
    });

    it.each([
        [
            ["apps", "infra", FILE],
            ["apps", FILE],
        ],
        [["apps", "infra", FILE], [FILE]],
        [
            ["apps", "infra", FILE],
            ["node_modules", "pack", FILE],
        ],
        [[FILE], ["node_modules", FILE]],
    ])("refuses two, and names both: %j and %j", (...places) => {
        const files = places.map((place) => put(...place));
        for (const file of files) expect(find).toThrow(file);
        expect(find).toThrow(/There are 2 rules files, and no telling which one holds: .*Keep one/);
    });

    it("takes two paths to one file for one", () => {
        put("apps", "infra", FILE);
        symlinkSync(join(project, FILE), join(top, FILE));
        expect(find()).toBe(join(project, FILE));
    });

    it("finds a link that leads nowhere, so that reading it tells", () => {
        symlinkSync(join(top, "gone"), join(project, FILE));
        expect(find()).toBe(join(project, FILE));
    });

    it.each([
        "bytenite.rules.yml",
        "bytenite.rules.json",
        "bytenite-rules.yaml",
        "bytenite_rules.yml",
        "byteniterules.yaml",
        "bytenite.rule.yaml",
        ".bytenite.rules.yaml",
        "ByteNite.Rules.yaml",
        "BYTENITE.RULES.YAML",
    ])("refuses %s, which nobody would read", (name) => {
        for (const place of [["apps", "infra"], ["apps"], []]) {
            const file = put(...place, name);
            expect(find).toThrow(
                `${file} looks like a rules file, but a file of this name is not read. Rename it to ${FILE}`,
            );
            rmSync(file);
        }
    });

    it("refuses one of another name beside one of the right name", () => {
        const right = put(FILE);
        const other = put("apps", "infra", "bytenite.rules.yml");
        expect(find).toThrow(
            `${other} looks like a rules file, but a file of this name is not read. Keep either it or ${right} under the name ${FILE}, or name the one that holds in `,
        );
    });

    it.each([
        "bytenite.rules.test.yaml",
        "bytenite.rules.schema.json",
        "my.bytenite.rules.yaml.md",
    ])("leaves %s alone", (name) => {
        put("apps", "infra", name);
        expect(find()).toBe("none");
    });

    it("takes the file that is named, and no other one in its place", () => {
        put("apps", "infra", FILE);
        put(FILE);
        const named = put("apps", "strict.yaml");
        expect(find(named)).toBe(named);
        expect(find("../strict.yaml")).toBe(named);
        expect(() => find("none.yaml")).toThrow(
            `There is no rules file at ${join(project, "none.yaml")}, which the environment variable BYTENITE_RULES_FILE names as "none.yaml", from the folder of the Pulumi project`,
        );
        expect(() => find("")).toThrow("There are 2 rules files");
    });
});
