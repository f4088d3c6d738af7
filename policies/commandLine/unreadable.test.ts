import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asUser, itWithPermissions } from "../../dev/support/asUser";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run, runProcess } = useCommand();
const SHUT = join(folder, "shut");

describe("bytenite-policies, where the user may not read or write", () => {
    beforeAll(async () => {
        mkdirSync(SHUT);
        for (const name of ["manifest.json", "rules.yaml", "x.json"]) {
            writeFileSync(join(SHUT, name), "{}");
        }
        writeFileSync(join(folder, "state.json"), state);
        chmodSync(folder, 0o755);
        chmodSync(SHUT, 0);
        // What is loaded when it is needed may be readable by its owner alone.
        await run(["check", "--manifest", "*.yaml", "--report", "json=x.json"]);
        for (const option of ["--lock", "--snapshot"]) await run(["check", option, "state.json"]);
        for (const command of ["test", "baseline", "init", "uncovered"]) {
            await run([command, "state.json", "--snapshot", "x", "--state", "state.json"]);
        }
        await run(["test", "state.json"]);
    });
    afterAll(() => chmodSync(SHUT, 0o755));

    itWithPermissions.each<[string[], RegExp]>([
        [["check", "--manifest", "shut/manifest.json"], /^shut\/manifest\.json: no permission/],
        [["check", "--manifest", "*/manifest.json"], /^shut: a glob leads here, .*: no permission/],
        [["check", "--state", "shut/x.json"], /^shut\/x\.json: no permission/],
        [["check", "shut/x.json"], /^shut\/x\.json: no permission/],
        [["check", "--snapshot", "shut/x.json"], /^shut\/x\.json: no permission/],
        [["check", "--lock", "shut/x.json"], /shut\/x\.json: no permission/],
        [
            ["uncovered", "--snapshot", "x", "--state", "shut/x.json"],
            /^shut\/x\.json: no permission/,
        ],
        [
            ["check", "state.json", "--report", "json=shut/x.json"],
            /^shut\/x\.json: can't be written/,
        ],
        [["check", "state.json", "--report", "json=x.json"], /^x\.json: can't be written/m],
        [["baseline", "state.json", "--output", "shut/x.json"], /shut\/x\.json: can't be written/],
        [["init", "state.json", "--output", "shut/x.yaml"], /^shut\/x\.yaml: can't be written/],
        [["--rules", "shut/rules.yaml", "check", "state.json"], /shut\/rules\.yaml: can't tell/],
        [["diff", "--new", "shut/rules.yaml", "state.json"], /shut\/rules\.yaml: no permission/],
        [["diff", "--since", "shut/x.json", "state.json"], /shut\/x\.json: no permission/],
        [["test", "shut/x.yaml"], /shut\/x\.yaml: no permission/],
    ])("%j says so, and ends with 2", async (args, message) => {
        const { status, stdout, stderr } = await asUser(() => run(args));
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toMatch(message);
        expect(stderr).not.toMatch(/^\s+at /m);
    });
});

describe("bytenite-policies, with a rules module that ends the process", () => {
    it.each(["process.exit(0)", "process.exit(1)", "process.exitCode = 0; process.exit()"])(
        "by %s, ends with 2 and says where to look",
        (code) => {
            writeFileSync(join(folder, "own.cjs"), `${code};`);
            writeFileSync(rulesFile, "rulePackages: [./own.cjs]\nrules: {}\n");
            const { status, stdout, stderr } = runProcess(["check"], state);
            expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
            expect(stderr).toMatch(/^The command did not finish: .*process\.exit.*rulePackages/);
        },
    );
});
