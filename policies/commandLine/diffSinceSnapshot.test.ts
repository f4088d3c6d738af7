import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppRecord } from "bytenite-core/model";
import { formatSnapshot } from "../doors/snapshot/snapshot";
import { appRecord } from "../appRecord.testSupport";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

describe("bytenite-policies diff --since, of a snapshot", () => {
    const app = (name: string, minMemory: number) =>
        appRecord({ minMemory }, { tag: `${name}@1.0`, name, version: "1.0", id: name });
    const snapshot = (name: string, ...apps: AppRecord[]) =>
        writeFileSync(join(folder, name), formatSnapshot(apps));
    const since = (...args: string[]) =>
        run(["diff", "--since", "yesterday.json", "--snapshot", "today.json", ...args]);
    const MEMORY =
        "rules: { all: disabled, memory-minimum: { enforcementLevel: LEVEL, minimum: 2 } }";
    const rules = (level: string) => writeFileSync(rulesFile, MEMORY.replace("LEVEL", level));

    it("tells what is new in the apps, and not what was there already", async () => {
        rules("mandatory");
        snapshot("yesterday.json", app("old", 1), app("raised", 1), app("worse", 4));
        snapshot("today.json", app("new", 1), app("old", 1), app("raised", 4), app("worse", 1));

        const { status, stdout, stderr } = await since();

        expect(stdout).toBe(`Newly refused (2)
  new@1.0: memory-minimum (mandatory)
    new@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB, set in bytenite.rules.yaml:1.
  worse@1.0: memory-minimum (mandatory)
    worse@1.0 asks for 1 GB of memory, but the least that is allowed is 2 GB, set in bytenite.rules.yaml:1.

Counts no more (1)
  raised@1.0: memory-minimum (mandatory): it is not found any more

1 finding as before. Apps: 2 newly fail, 1 fixed, 1 still fail, 0 still pass.
`);
        expect(stderr).toBe(
            "The snapshot yesterday.json (3 apps) and the snapshot today.json (4 apps) were judged by bytenite.rules.yaml (no environment).\n",
        );
        expect(status).toBe(1);
    });

    it("is content where nothing is new, whatever is wrong", async () => {
        rules("mandatory");
        snapshot("yesterday.json", app("old", 1));
        snapshot("today.json", app("old", 1));
        expect((await since("--fail-on", "advisory")).status).toBe(0);
    });

    it.each([
        ["no app", [], "mandatory", "the snapshot has no app"],
        ["no rule", [app("old", 1)], "disabled", "no rule runs"],
    ])(
        "compares nothing where there is %s, unless that is allowed",
        async (_what, apps, level, why) => {
            rules(level);
            snapshot("yesterday.json", app("old", 1));
            snapshot("today.json", ...apps);
            const { status, stdout, stderr } = await since();
            expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
            expect(stderr).toContain(`Nothing was compared: ${why}`);
            expect((await since("--allow-empty")).status).toBe(0);
        },
    );

    it.each([
        ["is not there", undefined],
        ["is cut off", '{"schemaVersion": 1, "apps": ['],
    ])("fails where the earlier snapshot %s", async (_what, text) => {
        rules("mandatory");
        snapshot("today.json", app("old", 1));
        rmSync(join(folder, "yesterday.json"), { force: true });
        if (text !== undefined) writeFileSync(join(folder, "yesterday.json"), text);
        const { status, stdout, stderr } = await since();
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toContain("yesterday.json");
    });
});
