import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError, startEmulator } from "../index";
import { parseFaults, readFaults } from "./faultsDocument";
import type { Fault } from "./fault";

function problemsOf(read: () => unknown): readonly string[] {
    try {
        read();
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}

const KEYS = ["emulator-api-key"];
const everything = `
faults:
  - { operation: getAppByTag, tag: app@1.0, times: 2, status: 503, retryAfter: "7", latency: 1 }
  - { statuses: [503, 503, 200], jitter: 5 }
  - { body: "<html>", contentType: text/html }
  - { body: { app: null }, redirect: "https://elsewhere.example/" }
  - { resetConnection: true, hang: false, latency: 1 }
  - { hang: false, truncateAfter: 0, bytesPerSecond: 1000 }
  - { expireTokens: true, revokeKey: emulator-api-key }
  - { revokeKey: true, paging: "capped:5" }
  - { paging: moving }
`;

describe("a faults file", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-faults-"));
    const file = join(folder, "faults.yaml");
    afterAll(() => rmSync(folder, { recursive: true }));

    it("says all that a list in a program says", async () => {
        writeFileSync(file, everything);
        const emulator = await startEmulator({ faults: file });
        expect(emulator.faults).toHaveLength(9);
        expect(emulator.faults[1]).toEqual({ statuses: [503, 503, 200], jitter: 5 });
        expect(readFaults(emulator.faults, KEYS)).toEqual(emulator.faults);
        await emulator.close();
    });

    it("shows every mistake, with its line", () => {
        const text = [
            "faults:",
            "  - { operation: getApp }",
            "  - status: 99",
            "    times: -1",
            "  - { statuses: [503, ok] }",
            "  - { paging: capped }",
            "  - { statuses: [503], status: 500 }",
            "  - { statuses: [503], times: 2 }",
            "  - { truncate: 5 }",
            "  - { retryAfter: 7, status: 503 }",
            '  - { retryAfter: "7" }',
            '  - { contentType: "text/html\\r\\nx: y" }',
            "  - { revokeKey: 4711 }",
            "  - nothing",
        ].join("\n");
        const paging =
            "no-pagination, wrong-total, wrong-total:<number>, repeat, endless, moving, capped:<number>";
        expect(problemsOf(() => parseFaults(text, "faults.yaml", KEYS))).toEqual([
            'faults.yaml:2: faults[0].operation must be one of getApps, getAppByTag, getAppStatus, requestAccessToken, found the text "getApp"; did you mean "getApps"?',
            "faults.yaml:3: faults[1].status must be an HTTP status from 200 to 599, found the number 99",
            "faults.yaml:4: faults[1].times must be a whole number of at least 0, found the number -1",
            'faults.yaml:5: faults[2].statuses[1] must be an HTTP status from 200 to 599, found the text "ok"',
            `faults.yaml:6: faults[3].paging must be one of ${paging}, found the text "capped"`,
            "faults.yaml:7: faults[4] must be without status, since it has statuses, found a mapping",
            "faults.yaml:8: faults[5] must be without times, since it has statuses, found a mapping",
            expect.stringMatching(
                /^faults\.yaml:9: faults\[6\] has the unknown key "truncate"; known are operation, tag, /,
            ),
            'faults.yaml:10: faults[7].retryAfter must be a text of printable ASCII characters, found the number 7: put it in quotes, "7"',
            "faults.yaml:11: faults[8] must be with status, statuses, redirect or body, since it has retryAfter, found a mapping",
            'faults.yaml:12: faults[9].contentType must be a text of printable ASCII characters, found the text "text/html\\r\\nx: y"',
            "faults.yaml:13: faults[10].revokeKey must be an API key or true, found a number",
            'faults.yaml:14: faults[11] must be a mapping that says what goes wrong, found the text "nothing"',
        ]);
    });

    const silent = "status, statuses, redirect, body, contentType, paging, truncateAfter";
    it.each([
        [
            "{ operation: getApps, tag: a }",
            ` must be of the operation getAppByTag or getAppStatus, or without operation, since it has tag, found a mapping`,
        ],
        [
            "{ operation: requestAccessToken, tag: a }",
            ` must be of the operation getAppByTag or getAppStatus, or without operation, since it has tag, found a mapping`,
        ],
        [
            "{ operation: getAppByTag, paging: moving }",
            ` must be of the operation getApps, or without operation, since it has paging, found a mapping`,
        ],
        [
            "{ tag: a, paging: moving }",
            " must be without tag, since it has paging, found a mapping",
        ],
        ...[
            "status: 500",
            "statuses: [500]",
            "redirect: /",
            "body: x",
            "contentType: x",
            "paging: moving",
            "truncateAfter: 1",
            "bytesPerSecond: 1",
        ].flatMap((field) => [
            [
                `{ hang: true, ${field} }`,
                ` must be without ${silent} and bytesPerSecond, since it has hang, found a mapping`,
            ],
            [
                `{ resetConnection: true, ${field} }`,
                ` must be without ${silent}, bytesPerSecond and hang, since it has resetConnection, found a mapping`,
            ],
        ]),
        [
            "{ hang: true, resetConnection: true }",
            ` must be without ${silent}, bytesPerSecond and hang, since it has resetConnection, found a mapping`,
        ],
        ["{ revokeKey: a-real-key }", ".revokeKey is no API key of this emulator's"],
    ])("can't be played with %s", (fault, problem) => {
        const text = `faults:\n  - ${fault}\n`;
        expect(problemsOf(() => parseFaults(text, "faults.yaml", KEYS))).toEqual([
            `faults.yaml:2: faults[0]${problem}`,
        ]);
    });

    it.each(["", "faults: {}", "[]", "faults: ["])("can't be %j", (text) => {
        expect(problemsOf(() => parseFaults(text, "faults.yaml"))).toHaveLength(1);
    });

    it("isn't needed for a mistake to be found", async () => {
        const emulator = await startEmulator();
        emulator.faults = [{ status: 500 }];
        const wrong = [{ status: 5000 }, { paging: "sideways" } as unknown as Fault];
        expect(problemsOf(() => (emulator.faults = wrong))).toEqual([
            "faults: faults[0].status must be an HTTP status from 200 to 599, found the number 5000",
            expect.stringMatching(/^faults: faults\[1\]\.paging must be one of .*"sideways"$/),
        ]);
        expect(emulator.faults).toEqual([{ status: 500 }]);
        await emulator.close();
        await expect(startEmulator({ faults: wrong })).rejects.toThrow(DocumentError);
    });
});
