import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();
const path = join(folder, "apps/render/manifest.json");
const MANIFEST = `{
   "name": "render", "version": "1.0",
   "platform_config": { "container": "acme/render:1" },
   "device_requirements": { "min_memory": 1, "gpu": ["Tesla T4", "NVIDIA H100"] }
}
`;

beforeEach(() => {
    mkdirSync(join(folder, "apps/render"), { recursive: true });
    writeFileSync(path, MANIFEST);
    writeFileSync(
        rulesFile,
        `rules:
  all: disabled
  gpu-allowed: { enforcementLevel: mandatory, allow: [t4] }
  memory-minimum: { enforcementLevel: mandatory, minimum: 2 }
  owner-allowed: { enforcementLevel: mandatory, allow: [alice] }
`,
    );
});

describe("bytenite-policies check --fix", () => {
    const fix = (...args: string[]) =>
        run(["check", "--manifest", "apps/*/manifest.json", "--fix", ...args]);

    it("writes what has one fix, shows the difference, and judges what came of it", async () => {
        const { status, stdout, stderr } = await fix();
        expect([status, stdout]).toEqual([
            0,
            "Not judged by these rules, since what was judged does not tell what is in brackets: owner-allowed (owner).\n0 mandatory, 0 advisory\n",
        ]);
        expect(readFileSync(path, "utf8")).toBe(
            MANIFEST.replace(": 1,", ": 2,").replace(', "NVIDIA H100"', ""),
        );
        expect(stderr).toContain('-   "device_requirements": { "min_memory": 1,');
        expect(stderr).toContain('+   "device_requirements": { "min_memory": 2,');
        // A fact that no manifest has is not fixed, and not passed over in silence.
        expect(stderr).toContain("Not judged by these rules");
        expect((await fix()).stderr).not.toContain("---");
    });

    it("shows no credential of the registry, wherever it stands", async () => {
        const secrets = '"UserName": "CANARY-user",\n    "token": "CANARY-token"';
        const inLines = MANIFEST.replace(" },\n", `,\n    ${secrets}\n  },\n`);
        for (const manifest of [inLines, inLines.replaceAll("\n", "")]) {
            writeFileSync(path, manifest);
            const { stderr } = await fix();
            expect(stderr).toContain('"token": "…"');
            expect(stderr).toContain('"min_memory": 2');
            expect(stderr).not.toContain("CANARY");
            const written = readFileSync(path, "utf8").replaceAll("\n", "");
            expect(written).toContain(secrets.replace("\n", ""));
        }
    });

    it("leaves a choice to a person", async () => {
        writeFileSync(path, MANIFEST.replace('"Tesla T4", ', ""));
        const { status, stdout } = await fix();
        expect(status).toBe(1);
        expect(stdout).toContain("gpu-allowed (mandatory");
        expect(readFileSync(path, "utf8")).toContain('"gpu": ["NVIDIA H100"]');
        expect(readFileSync(path, "utf8")).toContain('"min_memory": 2');
    });

    it("needs manifests", async () => {
        expect(await run(["check", "--fix", "state.json"])).toEqual({
            status: 2,
            stdout: "",
            stderr: "--fix changes manifests: name them with --manifest\n",
        });
    });
});
