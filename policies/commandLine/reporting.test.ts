import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import type { LeveledFinding } from "../contract/evaluation";
import { reports } from "../reports";
import { failsBy, planReports, type ReportingOptions } from "./reporting";
import { hasColor } from "./terminal";

const folder = mkdtempSync(join(tmpdir(), "bytenite reports "));
beforeAll(() => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "file"), "");
    symlinkSync("file", join(folder, "link"));
});
afterAll(() => rmSync(folder, { recursive: true }));
const names = [...reports.keys()].join(", ");

describe("planReports", () => {
    it.each<[string[] | undefined, boolean, [string, string?][]]>([
        [undefined, false, [["text"]]],
        [undefined, true, []],
        [["json"], false, [["json"]]],
        [["json=-"], false, [["json"]]],
        [["sarif=a=b.sarif"], false, [["sarif", "a=b.sarif"]]],
        [
            ["sarif=a", "text", "junit=sub/a", "sarif=b"],
            false,
            [["sarif", "a"], ["text"], ["junit", "sub/a"], ["sarif", "b"]],
        ],
        [["sarif=a"], true, [["sarif", "a"]]],
    ])("reads %j (something else to standard output: %p)", (report, isTaken, expected) => {
        const planned = planReports({ ...(report && { report }) }, folder, isTaken);
        expect(
            planned.map(({ name, file }) => (file === undefined ? [name] : [name, file])),
        ).toEqual(expected);
    });

    it.each<[ReportingOptions, boolean, string]>([
        [
            { report: ["sarfi=x"] },
            false,
            `There is no format "sarfi"; did you mean sarif? A report is one of ${names}`,
        ],
        [
            { report: ["a\u001b[31m"] },
            false,
            `There is no format "a\\u001b[31m". A report is one of ${names}`,
        ],
        [
            { report: ["sarif="] },
            false,
            "--report sarif= names no file. Write --report sarif=FILE, or --report sarif for standard output",
        ],
        [
            { report: ["text", "json"] },
            false,
            "Only one report can go to standard output, not text and json. Give the others a file: --report json=FILE",
        ],
        [
            { report: ["text"] },
            true,
            "Only one report can go to standard output, not --json and text. Give the others a file: --report text=FILE",
        ],
        [
            { report: ["sarif=none/x"] },
            false,
            "none/x: can't be written: its folder does not exist",
        ],
        [
            { report: ["sarif=file/x"] },
            false,
            "file/x: can't be written: a part of its path is a file, not a folder",
        ],
        [{ report: ["sarif=sub"] }, false, "sub: can't be written: it is a folder"],
        [
            { report: ["sarif=x", "junit=./sub/../x"] },
            false,
            "./sub/../x: the reports sarif and junit can't go into one file. Give each a file of its own",
        ],
        [
            { report: ["sarif=file", "junit=link"] },
            false,
            "link: the reports sarif and junit can't go into one file. Give each a file of its own",
        ],
        [
            { report: ["sarif=x"], limit: "comment" },
            false,
            "--limit is for the format markdown only. Add --report markdown, or leave --limit out",
        ],
    ])("refuses %j", (options, isTaken, message) => {
        expect(() => planReports(options, folder, isTaken)).toThrow(new DocumentError([message]));
    });
});

describe("failsBy", () => {
    const finding = (enforcementLevel: string, severity: string) =>
        ({ enforcementLevel, severity }) as LeveledFinding;
    const findings = [
        finding("advisory", "low"),
        finding("advisory", "high"),
        finding("mandatory", "medium"),
    ];

    it.each<[string | undefined, boolean[]]>([
        [undefined, [false, false, true]],
        ["mandatory", [false, false, true]],
        ["advisory", [true, true, true]],
        ["low", [true, true, true]],
        ["medium", [false, true, true]],
        ["high", [false, true, false]],
        ["critical", [false, false, false]],
        ["never", [false, false, false]],
    ])("%s", (failOn, expected) => {
        expect(findings.map((each) => failsBy([each], failOn))).toEqual(expected);
        expect(failsBy(findings, failOn)).toBe(expected.includes(true));
        expect(failsBy([], failOn)).toBe(false);
    });
});

describe("hasColor", () => {
    const terminal = { isTTY: true, hasColors: () => true };
    const file = {};

    it.each<[NodeJS.ProcessEnv, boolean, boolean]>([
        [{}, true, false],
        [{ NO_COLOR: "1" }, false, false],
        [{ NO_COLOR: "" }, true, false],
        [{ FORCE_COLOR: "1" }, true, true],
        [{ FORCE_COLOR: "" }, true, true],
        [{ FORCE_COLOR: "0" }, false, false],
        [{ FORCE_COLOR: "false" }, false, false],
        [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, true],
    ])("%j: %p on a terminal, %p in a file", (environment, onTerminal, inFile) => {
        expect([hasColor(environment, terminal), hasColor(environment, file)]).toEqual([
            onTerminal,
            inFile,
        ]);
    });

    it("asks the terminal what it can", () => {
        expect(hasColor({ TERM: "dumb" }, { isTTY: true, hasColors: () => false })).toBe(false);
    });
});
