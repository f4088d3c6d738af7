import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Backend, POLICY_PACK, REPOSITORY } from "../dev/support/stack";

const OPTION = "--disallow-code-generation-from-strings";
const SENTENCE =
    "No file can be checked: that takes code which is generated from a schema, and Node was told to refuse such code. Run Node without --disallow-code-generation-from-strings, and check whether NODE_OPTIONS has it";
const CODE = "[CODE_GENERATION_REFUSED]";
const more = (command: string) => `More about it: npx ${command} explain CODE_GENERATION_REFUSED\n`;

describe("where Node refuses to run code that is made of texts", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite code "));
    beforeAll(() => {
        writeFileSync(join(folder, "bytenite.rules.yaml"), "rules: {}");
        writeFileSync(join(folder, "catalogue.yaml"), "apps: []");
        writeFileSync(join(folder, "bytenite.lock.json"), '{ "schemaVersion": 1, "apps": {} }');
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each<[string, string[], number, string]>([
        [
            "policies/bin/bytenite-policies.js",
            ["rules"],
            2,
            `${SENTENCE} ${CODE}\n${more("bytenite-policies")}`,
        ],
        [
            "provider/bin/pulumi-bytenite.js",
            ["lock", "a@1.0"],
            2,
            `error: ${SENTENCE}. ${CODE}\n${more("pulumi-bytenite")}`,
        ],
        [
            "emulator/bin/bytenite-emulator.js",
            ["--port", "0", "--catalogue", "catalogue.yaml"],
            1,
            `error: ${SENTENCE} ${CODE}\n`,
        ],
    ])("%s says so in a line, and shows no code", (command, args, exitCode, message) => {
        const { status, stdout, stderr } = spawnSync(
            process.execPath,
            [OPTION, join(REPOSITORY, command), ...args],
            {
                cwd: folder,
                encoding: "utf8",
                env: { ...process.env, BYTENITE_ACCESS_TOKEN: "canary-access-token" },
            },
        );
        expect({ status, stdout, stderr }).toEqual({
            status: exitCode,
            stdout: "",
            stderr: message,
        });
    });

    it("the pack refuses the deployment and says so, and shows no code", async () => {
        const backend = await Backend.create();
        try {
            const stack = await backend.stack("refused", { environment: { NODE_OPTIONS: OPTION } });
            await stack.setRules({ rules: {} });
            const { exitCode, stdout, stderr } = await stack.run(
                "preview",
                "--policy-pack",
                POLICY_PACK,
            );
            expect(exitCode).not.toBe(0);
            expect(stdout + stderr).toContain(`${SENTENCE} ${CODE}`);
            expect(stdout + stderr).not.toMatch(/^\s+at |function code|validate\d+\(/m);
        } finally {
            await backend.dispose();
        }
    });
});
