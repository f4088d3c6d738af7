import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseFaults } from "./faults/faultsDocument";
import { tokenOf } from "./testing/bodies";
import { useEmulator } from "./testing/harness";
import { receiveRaw } from "./testing/rawClient";

const readme = readFileSync(join(__dirname, "README.md"), "utf8");
const example = /```yaml\n(faults:\n.*?)```/s.exec(readme)?.[1] ?? "";

describe("the example of a faults file in the README", () => {
    const server = useEmulator({ faults: parseFaults(example, "README.md") });
    const get = (path: string, options = {}) =>
        receiveRaw(`${server.emulator.url}/dev/apps${path}`, options);

    it("fails twice for one app, and then no more", async () => {
        const statuses = [];
        for (let i = 0; i < 4; i += 1) statuses.push((await get("/img-gen-diffusers@4.0")).status);
        expect(statuses).toEqual([503, 429, 200, 200]);
    });

    it("spoils the list in one way after the other", async () => {
        expect(await get("")).toMatchObject({ status: 502, text: "<h1>Bad gateway</h1>" });
        expect(await get("")).toMatchObject({ error: "ECONNRESET" });
        expect(await get("")).toMatchObject({ status: 200, isComplete: false });
        expect(await get("")).toMatchObject({ status: 200, isComplete: true });
    });

    it("lets a token expire once", async () => {
        const body = '{"apiKey":"emulator-api-key"}';
        const issue = async () =>
            tokenOf(await server.call("/auth/access_token", { method: "POST", body }));
        const status = async (authorization: string) =>
            (await get("/img-gen-diffusers@4.0/status", { headers: { authorization } })).status;
        expect(await status(await issue())).toBe(401);
        expect(await status(await issue())).toBe(200);
    });
});

// Whoever adds an option or a field must say what it does.
describe("the README's tables", () => {
    const { definitions } = JSON.parse(
        readFileSync(join(__dirname, "faults.schema.json"), "utf8"),
    ) as { definitions: { fault: { properties: Record<string, object> } } };

    it("name each field of a fault", () => {
        for (const field of Object.keys(definitions.fault.properties)) {
            expect(readme).toMatch(new RegExp(`^\\| \`${field}\``, "m"));
        }
    });

    it("name each option of the command", () => {
        const options = readFileSync(join(__dirname, "commandOptions.ts"), "utf8");
        for (const [, option = ""] of options.matchAll(/"(--[a-z-]+(?: <[^>]+>)?)"/g)) {
            expect(readme).toContain(`| \`${option}\``);
        }
    });
});
