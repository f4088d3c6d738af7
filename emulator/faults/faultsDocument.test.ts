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

const everything = `
faults:
  - { operation: getApps, tag: app@1.0, times: 2, status: 503, retryAfter: "7", latency: 1 }
  - { statuses: [503, 503, 200], jitter: 5 }
  - { body: "<html>", contentType: text/html }
  - { body: { app: null }, redirect: "https://elsewhere.example/" }
  - { resetConnection: true, hang: false, truncateAfter: 0, bytesPerSecond: 1000 }
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
        expect(emulator.faults).toHaveLength(8);
        expect(emulator.faults[1]).toEqual({ statuses: [503, 503, 200], jitter: 5 });
        expect(readFaults(emulator.faults)).toEqual(emulator.faults);
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
            "  - { truncate: 5 }",
            "  - { retryAfter: 7 }",
            '  - { contentType: "text/html\\r\\nx: y" }',
            "  - { revokeKey: 4711 }",
            "  - nothing",
        ].join("\n");
        expect(problemsOf(() => parseFaults(text, "faults.yaml"))).toEqual([]);
    });

    it.each(["", "faults: {}", "[]", "faults: ["])("can't be %j", (text) => {
        expect(problemsOf(() => parseFaults(text, "faults.yaml"))).toHaveLength(1);
    });

    it("isn't needed for a mistake to be found", async () => {
        const emulator = await startEmulator();
        emulator.faults = [{ status: 500 }];
        const wrong = [{ status: 5000 }, { paging: "sideways" } as unknown as Fault];
        expect(problemsOf(() => (emulator.faults = wrong))).toEqual([]);
        expect(emulator.faults).toEqual([{ status: 500 }]);
        await emulator.close();
        await expect(startEmulator({ faults: wrong })).rejects.toThrow(DocumentError);
    });
});
