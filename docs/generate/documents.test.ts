import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { settingSchemas } from "../../policies/contract/commonSettings";
import { PERMISSIVE, readDependencies } from "./licences";

const REPOSITORY = join(__dirname, "../..");
const RULES = join(REPOSITORY, "policies/rules");

describe("the documentation", () => {
    // In a process of its own, since Prettier's modules don't load in Jest's.
    it("is what the code says: run `npm run generate` and commit the result", () => {
        const generator = ["--transpile-only", "docs/generate/generate.ts", "--check"];
        const command = join(REPOSITORY, "node_modules/ts-node/dist/bin.js");
        const { stdout, stderr } = spawnSync(process.execPath, [command, ...generator], {
            cwd: REPOSITORY,
            env: process.env,
            encoding: "utf8",
        });
        expect({ drifted: stdout, stderr }).toEqual({ drifted: "", stderr: "" });
    });
});

describe("the dependencies", () => {
    it("have permissive licences", () => {
        const dependencies = readDependencies();
        expect(dependencies.length).toBeGreaterThan(50);
        expect(dependencies.filter(({ licence }) => !PERMISSIVE.has(licence))).toEqual([]);
    });
});

describe("each rule", () => {
    const folders = readdirSync(RULES, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();

    it("is a folder of its name", () => {
        expect(rules.map(({ name }) => name)).toEqual(folders);
        for (const name of folders) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(folders).not.toContain("all");
    });

    it.each(folders)("%s has a page and cases", (name) => {
        expect(existsSync(join(RULES, name, "README.md"))).toBe(true);
        expect(existsSync(join(RULES, name, "cases.yaml"))).toBe(true);
    });

    it.each(rules.map((rule) => [rule.name, rule] as const))(
        "%s says what it is and what its settings are",
        (_name, rule) => {
            expect(rule.description).toMatch(/^[A-Z].*\.$/);
            expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
            expect(rule.explanation).toMatch(/^[A-Z`][^]*\.$/);
            for (const schema of Object.values(settingSchemas(rule))) {
                expect(schema.description).toMatch(/^[A-Z`][^]*\.$/);
                expect(schema.type).toBeDefined();
            }
        },
    );
});
