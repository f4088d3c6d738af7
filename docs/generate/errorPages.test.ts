import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CODES, ERROR_PAGES, readErrorPage } from "./errorPages";

const REPOSITORY = join(__dirname, "../..");
const codes = Object.values(CODES).flat();

describe("the pages of errors", () => {
    it("are one for each code, and each code is declared once", () => {
        const pages = readdirSync(ERROR_PAGES).filter((file) => file !== "README.md");
        expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
        expect(new Set(codes).size).toBe(codes.length);
    });

    it.each(codes)("%s says what it means and what to do, in sentences", (code) => {
        const { meaning, remedy } = readErrorPage(code);
        expect(meaning).toMatch(/^[A-Z].*\.$/);
        for (const step of remedy.trimEnd().split("\n")) {
            // `command`: what it does.
            expect(step).toMatch(/^- [A-Z`].*[.`]$/);
        }
    });

    it("has every code that a class of the sources has as its own", () => {
        const own = /\bcode(?:: \w+)? =\s+"([A-Z_]+)"/g;
        const found = ["core", "provider", "policies", "emulator"].flatMap((folder) =>
            readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
                .filter((path) => path.endsWith(".ts") && !/dist\/|node_modules|test/i.test(path))
                .flatMap((path) => [
                    ...readFileSync(join(REPOSITORY, folder, path), "utf8").matchAll(own),
                ])
                .map(([, code]) => code),
        );
        expect(found.length).toBeGreaterThan(5);
        expect(found.filter((code) => !codes.includes(code ?? ""))).toEqual([]);
    });
});
