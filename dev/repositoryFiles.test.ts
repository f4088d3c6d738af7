import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const REPOSITORY = join(__dirname, "..");
const FORMS = ".github/ISSUE_TEMPLATE";

const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");

/** An issue form, as GitHub's schema for them has it. */
interface Form {
    name: string;
    description: string;
    body: {
        type: string;
        id?: string;
        attributes: { label?: string; value?: string; options?: string[] };
    }[];
}

const forms = readdirSync(join(REPOSITORY, FORMS)).filter((file) => file !== "config.yml");

describe.each(forms)("the issue form %s", (file) => {
    const { name, description, body } = parse(read(join(FORMS, file))) as Form;

    it("is one that GitHub takes", () => {
        expect(name).toEqual(expect.any(String));
        expect(description).toEqual(expect.any(String));
        const fields = body.filter(({ type }) => type !== "markdown");
        for (const { type, attributes } of fields) {
            expect(["input", "textarea", "dropdown", "checkboxes"]).toContain(type);
            expect(attributes.label).toEqual(expect.any(String));
            if (type === "dropdown") expect(attributes.options?.length).toBeGreaterThan(1);
        }
        const ids = fields.map(({ id }) => id);
        expect(ids).toEqual([...new Set(ids)].filter((id) => /^[\w-]+$/.test(id ?? "")));
    });
});

describe("CODEOWNERS", () => {
    const lines = read(".github/CODEOWNERS").match(/^\S*[/*]\S* .*$/gm) ?? [];

    it.each(lines)("%s", (line) => {
        const [pattern = "", ...owners] = line.split(/\s+/);
        expect(owners.length).toBeGreaterThan(0);
        for (const owner of owners) expect(owner).toMatch(/^@[\w-]+\/[\w-]+$/);
        if (!pattern.includes("*")) expect(existsSync(join(REPOSITORY, pattern))).toBe(true);
    });

    it("names owners of all that decides what reaches users", () => {
        expect(lines.map((line) => line.split(" ")[0])).toEqual(
            expect.arrayContaining(["*", "/.github/", "/dev/release/", "/package-lock.json"]),
        );
    });
});

describe("dependency updates", () => {
    const { updates } = parse(read(".github/dependabot.yml")) as {
        updates: {
            "package-ecosystem": string;
            directory?: string;
            directories?: string[];
            cooldown?: Record<string, number>;
            groups?: object;
        }[];
    };

    it.each(updates)("of $package-ecosystem wait, and come together", (update) => {
        expect(update.cooldown?.["default-days"]).toBeGreaterThanOrEqual(7);
        expect(Object.keys(update.groups ?? {})).not.toEqual([]);
        for (const folder of update.directories ?? [update.directory ?? ""]) {
            expect(existsSync(join(REPOSITORY, folder))).toBe(true);
        }
    });
});
