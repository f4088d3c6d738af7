import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY, start } from "./testing/command";

describe("bytenite-emulator and what goes wrong", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    const file = join(folder, "faults.yaml");
    afterAll(() => rmSync(folder, { recursive: true }));
    // In one step: the command, which looks at any time, must not see half of it.
    function writeFaults(...faults: string[]): void {
        writeFileSync(`${file}.new`, ["faults:", ...faults, ""].join("\n"));
        renameSync(`${file}.new`, file);
    }
    beforeEach(() => writeFaults("  - { statuses: [503, 429, 418] }"));

    const urlOf = async (command: ReturnType<typeof start>) =>
        (await command.until(READY))[1] ?? "";
    // Without a token the ordinary answer is 401.
    const statusOf = async (url: string) => (await fetch(`${url}/dev/apps`)).status;
    const putFaults = (url: string, body: string) =>
        fetch(new URL("/_emulator/faults", url), { method: "PUT", body });

    it("plays a faults file", async () => {
        const command = start("--port", "0", "--faults", file);
        const url = await urlOf(command);
        expect(command.stdout()).toContain(`\nfaults: ${file} (1 fault)\n`);
        const statuses = [];
        for (let i = 0; i < 4; i += 1) statuses.push(await statusOf(url));
        expect(statuses).toEqual([503, 429, 418, 401]);
    });

    it("follows its edits, good and bad", async () => {
        const command = start("--port", "0", "--faults", file);
        const url = await urlOf(command);
        writeFaults("  - { status: 502 }", "  - { latency: 1 }");
        await command.until(/^faults reloaded: 2 faults$/m);
        expect(await statusOf(url)).toBe(502);
        writeFaults("  - { stauts: 503 }");
        await command.until(/stay\n/, command.stderr);
        expect(command.stderr()).toContain(
            `${file}:2: faults[0] has the unknown key "stauts"; did you mean "status"?`,
        );
        expect(command.stderr()).toMatch(/\nthe faults from before this edit stay\n$/);
        expect(await statusOf(url)).toBe(502);
    });

    it("can't do without the faults file that it is told", async () => {
        const advice =
            "error: a file can't be used (correct it, or leave out its option, --catalogue or --faults):";
        const missing = start("--port", "0", "--faults", "nowhere.yaml");
        expect(await missing.exit).toMatchObject({ code: 1 });
        expect(missing.stderr()).toBe(
            `${advice} nowhere.yaml: there is no such file [DOCUMENT_INVALID]\n`,
        );

        writeFaults("  - { status: 99 }", "  - { latency: -1 }");
        const wrong = start("--port", "0", "--faults", file);
        expect(await wrong.exit).toMatchObject({ code: 1 });
        expect(wrong.stderr()).toBe(
            [
                advice,
                `${file}:2: faults[0].status must be an HTTP status from 200 to 599, found the number 99`,
                `${file}:3: faults[1].latency must be a whole number of milliseconds, found the number -1 [DOCUMENT_INVALID]`,
                "",
            ].join("\n"),
        );
        expect(wrong.stdout()).toBe("");
    });

    it("limits the rate", async () => {
        const command = start("--port", "0", "--rate-limit", "1/3600");
        const url = await urlOf(command);
        expect(await statusOf(url)).toBe(401);
        const refused = await fetch(`${url}/dev/apps`);
        expect(refused.status).toBe(429);
        expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    });

    it("limits it with a date in Retry-After", async () => {
        const url = await urlOf(start("--port", "0", "--rate-limit", "1/3600/date"));
        expect(await statusOf(url)).toBe(401);
        const refused = await fetch(`${url}/dev/apps`);
        expect(refused.headers.get("retry-after")).toMatch(/^\w{3}, \d\d \w{3} \d{4} .* GMT$/);
    });

    it("takes admin calls, until the next edit of the file", async () => {
        const command = start("--port", "0", "--faults", file, "--admin");
        const url = await urlOf(command);
        expect(command.stdout()).toContain(`\nadmin calls: ${new URL("/_emulator", url).href}\n`);
        expect((await putFaults(url, "faults: [status: 500]")).status).toBe(200);
        expect(await statusOf(url)).toBe(500);
        writeFaults("  - { status: 502 }");
        await command.until(/^faults reloaded: 1 fault$/m);
        expect(await statusOf(url)).toBe(502);
    });

    it("takes none unless it is told to", async () => {
        const url = await urlOf(start("--port", "0"));
        expect((await putFaults(url, "faults: [status: 500]")).status).toBe(404);
        expect(await statusOf(url)).toBe(401);
    });
});
