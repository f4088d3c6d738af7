import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatSnapshot } from "../doors/snapshot/snapshot";
import { appRecord } from "../appRecord.testSupport";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

const MANIFEST = ["--manifest", "manifest.json"];
const NOT_JUDGED =
    "Not judged by these rules, since a manifest does not tell what is in brackets: ";
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const writeManifest = (memory: number) => {
    const requirements = { min_memory: memory };
    const manifest = { name: "render", version: "1.0", device_requirements: requirements };
    write("manifest.json", JSON.stringify(manifest));
};

describe("bytenite-policies init, of a manifest", () => {
    it("takes no rule from what that does not tell, and says so", async () => {
        writeManifest(4);
        const { status, stderr } = await run(["init", "--force", ...MANIFEST]);
        expect(status).toBe(0);
        expect(stderr).toContain(`${NOT_JUDGED}app-private (isPublic).\n`);
        const text = readFileSync(rulesFile, "utf8");
        expect(text).toContain("memory-minimum");
        expect(text).not.toContain("app-private");
        const check = await run(["check", ...MANIFEST]);
        expect(check.status).toBe(0);
        expect(check.stderr).not.toContain(NOT_JUDGED);
    });
});

describe("bytenite-policies diff, of a manifest", () => {
    const STRICT =
        "rules: { all: disabled, status-allowed: mandatory, memory-minimum: { minimum: 2 } }";

    it("says nothing of new rules that can't judge it, but that", async () => {
        writeManifest(1);
        write("a.yaml", "rules: { all: disabled }");
        write("b.yaml", STRICT);
        const { status, stdout, stderr } = await run([
            ...["diff", "--old", "a.yaml", "--new", "b.yaml"],
            ...MANIFEST,
        ]);
        expect(stdout).toBe(`Newly advised (1)
  render@1.0: memory-minimum (advisory)
    render@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB, set in b.yaml:1.

0 findings as before. Apps: 0 newly fail, 0 fixed, 0 still fail, 1 still pass.
`);
        expect(stderr).toContain(`: 1 app.\n${NOT_JUDGED}status-allowed (status).\n`);
        expect(status).toBe(0);
    });

    it("compares nothing where no new rule can judge it", async () => {
        writeManifest(1);
        write("a.yaml", STRICT);
        write("b.yaml", "rules: { all: disabled, status-allowed: mandatory }");
        const { status, stdout, stderr } = await run([
            ...["diff", "--old", "a.yaml", "--new", "b.yaml"],
            ...MANIFEST,
        ]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toContain("each rule that runs needs a fact that nothing here tells");
    });

    it("does not take for ended what can't be judged any more", async () => {
        const before = { tag: "render@1.0", name: "render", version: "1.0", status: "inactive" };
        write("yesterday.json", formatSnapshot([appRecord({ minMemory: 1 }, before)]));
        writeManifest(2);
        writeFileSync(rulesFile, STRICT);
        const { stdout, stderr } = await run(["diff", "--since", "yesterday.json", ...MANIFEST]);
        expect(stdout).toBe(`Counts no more (1)
  render@1.0: memory-minimum (advisory): it is not found any more

0 findings as before. Apps: 0 newly fail, 0 fixed, 0 still fail, 0 still pass.
`);
        expect(stderr).toContain(`${NOT_JUDGED}status-allowed (status).\n`);
    });
});
