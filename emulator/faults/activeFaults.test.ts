import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useEmulator } from "../testing/harness";

describe("a followed faults file", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-faults-"));
    const file = join(folder, "faults.yaml");
    const write = (...faults: string[]) => writeFileSync(file, `faults: [${faults.join()}]\n`);
    afterAll(() => rmSync(folder, { recursive: true }));
    beforeEach(() => write("{ status: 503, times: 1 }"));

    const log = { info: jest.fn(), error: jest.fn() };
    const server = useEmulator({ faults: file, log });
    const status = async () => (await server.call("/dev/apps")).status;

    it("counts down until its next edit", async () => {
        expect([await status(), await status()]).toEqual([503, 200]);
        write("{ status: 503, times: 1 }", "{ status: 500 }");
        expect([await status(), await status()]).toEqual([503, 500]);
    });

    it("keeps the count when an edit can't be played", async () => {
        expect(await status()).toBe(503);
        write("{ status: 9 }");
        expect(await status()).toBe(200);
        expect(log.error).toHaveBeenCalledTimes(1);
    });

    it("gives way to faults that are set, though an edit before was not looked at yet", async () => {
        write("{ status: 500 }");
        server.emulator.faults = [{ status: 418 }];
        expect(await status()).toBe(418);
        write("{ status: 502 }");
        expect(await status()).toBe(502);
    });
});
