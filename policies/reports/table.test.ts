import * as fc from "fast-check";
import stringWidth from "string-width";
import { runs } from "../../dev/support/propertyRuns";
import { showTable } from "./table";

const TITLES = ["app", "owner"];

describe("a table", () => {
    it("has columns as wide as their widest cell, also in other scripts", () => {
        expect(
            showTable(TITLES, [
                ["a", "日本"],
                ["longer", "x"],
            ]),
        ).toBe(["app     owner", "a       日本", "longer  x"].join("\n"));
    });

    it("shows each row by itself where it does not fit, without empty cells", () => {
        const rows = [
            ["img-gen@4.0", "somebody with a long name"],
            ["other@1.0", ""],
        ];
        expect(showTable(TITLES, rows, 24)).toBe(
            [
                "app    img-gen@4.0",
                "owner  somebody with a",
                "       long name",
                "",
                "app    other@1.0",
            ].join("\n"),
        );
    });

    it("never leaves a terminal, unless a single word does", () => {
        const word = fc.stringMatching(/^[a-z日é]{1,12}$/);
        const cell = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
        fc.assert(
            fc.property(
                fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
                fc.integer({ min: 40, max: 120 }),
                (rows, width) => {
                    const table = showTable(TITLES, rows, width);
                    for (const line of table.split("\n")) {
                        expect(stringWidth(line)).toBeLessThanOrEqual(width);
                    }
                    for (const each of rows.flat().flatMap((text) => text.split(" "))) {
                        expect(table).toContain(each);
                    }
                },
            ),
            { numRuns: runs(300) },
        );
    });
});
