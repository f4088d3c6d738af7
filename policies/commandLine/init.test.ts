import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

describe("bytenite-policies init", () => {
    it("writes a file that is fine, and that the apps pass", async () => {
        rmSync(rulesFile);
        const { status, stdout, stderr } = await run(["init"], state);
        expect([status, stdout]).toEqual([0, ""]);
        expect(stderr).toBe(
            "bytenite.rules.yaml has 13 rules, which 2 apps of the stack shop/prod pass.\n" +
                "Apps have findings of gpu-spelling, cpu-required, description-required, container-tag, container-digest: the end of the file names them.\n",
        );
        expect((await run(["validate"])).status).toBe(0);
        expect(await run(["check", "--json"], state)).toMatchObject({ status: 0, stdout: "[]\n" });
        expect((await run(["check"], state.replaceAll("H100", "H200"))).status).toBe(1);
        expect(readFileSync(rulesFile, "utf8")).toContain("\n#   gpu-spelling: img-gen@4.0\n");
    });

    it("writes over nothing, unless it is told to", async () => {
        const before = readFileSync(rulesFile, "utf8");
        expect(await run(["init"], state)).toEqual({
            status: 2,
            stdout: "",
            stderr: "bytenite.rules.yaml is there already. With --force it is written over; --output names another file\n",
        });
        expect(readFileSync(rulesFile, "utf8")).toBe(before);
        expect((await run(["init", "--output", "other.yaml"], state)).status).toBe(0);
        expect((await run(["--rules", "other.yaml", "check"], state)).status).toBe(0);
        expect((await run(["init", "--force"], state)).status).toBe(0);
        expect(readFileSync(rulesFile, "utf8")).not.toBe(before);
    });

    it("makes no second file of the name that is searched for", async () => {
        mkdirSync(join(folder, "below"), { recursive: true });
        const output = join("below", "bytenite.rules.yaml");
        const { status, stderr } = await run(["init", "--output", output], state);
        expect([status, stderr]).toEqual([
            2,
            "There is a rules file already, bytenite.rules.yaml, and only one may be named bytenite.rules.yaml. Write to another name with --output, or use --force\n",
        ]);
        expect(existsSync(join(folder, output))).toBe(false);
    });

    it("takes rules from apps, not from nothing", async () => {
        const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
        const resources = [{ urn: stack, type: "pulumi:pulumi:Stack" }];
        writeFileSync(join(folder, "empty.json"), JSON.stringify({ deployment: { resources } }));
        expect(await run(["init", "--force", "empty.json"])).toMatchObject({
            status: 2,
            stderr: "There is no app to take rules from. Copy starter.rules.yaml of this package instead\n",
        });
    });
});
