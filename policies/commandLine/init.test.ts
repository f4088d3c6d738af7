import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

describe("bytenite-policies init", () => {
    it("writes a file that is fine, and that the apps pass", () => {
        rmSync(rulesFile);
        const { status, stdout, stderr } = run(["init"], state);
        expect([status, stdout]).toEqual([0, ""]);
        expect(stderr).toBe(
            "bytenite.rules.yaml has 13 rules, which 2 apps of the stack shop/prod pass.\n" +
                "Apps have findings of gpu-spelling, cpu-required, description-required, container-tag, container-digest: the end of the file names them.\n",
        );
        expect(run(["validate"]).status).toBe(0);
        expect(run(["check", "--json"], state)).toMatchObject({ status: 0, stdout: "[]\n" });
        expect(run(["check"], state.replaceAll("H100", "H200")).status).toBe(1);
        expect(readFileSync(rulesFile, "utf8")).toContain("\n#   gpu-spelling: img-gen@4.0\n");
    });

    it("writes over nothing, unless it is told to", () => {
        const before = readFileSync(rulesFile, "utf8");
        expect(run(["init"], state)).toEqual({
            status: 2,
            stdout: "",
            stderr: "bytenite.rules.yaml is there already. With --force it is written over; --output names another file\n",
        });
        expect(readFileSync(rulesFile, "utf8")).toBe(before);
        expect(run(["init", "--output", "other.yaml"], state).status).toBe(0);
        expect(run(["--rules", "other.yaml", "check"], state).status).toBe(0);
        expect(run(["init", "--force"], state).status).toBe(0);
        expect(readFileSync(rulesFile, "utf8")).not.toBe(before);
    });

    it("makes no second file of the name that is searched for", () => {
        mkdirSync(join(folder, "below"), { recursive: true });
        const output = join("below", "bytenite.rules.yaml");
        const { status, stderr } = run(["init", "--output", output], state);
        expect([status, stderr]).toEqual([
            2,
            "There is a rules file already, bytenite.rules.yaml, and only one may be named bytenite.rules.yaml. Write to another name with --output, or use --force\n",
        ]);
        expect(existsSync(join(folder, output))).toBe(false);
    });

    it("takes rules from apps, not from nothing", () => {
        const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
        const resources = [{ urn: stack, type: "pulumi:pulumi:Stack" }];
        writeFileSync(join(folder, "empty.json"), JSON.stringify({ deployment: { resources } }));
        expect(run(["init", "--force", "empty.json"])).toMatchObject({
            status: 2,
            stderr: "There is no app to take rules from. Copy starter.rules.yaml of this package instead\n",
        });
    });
});
