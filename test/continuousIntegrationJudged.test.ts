import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    evaluate,
    NO_SECRETS,
    runScript,
    SECRETS,
    stepOf,
    workflow,
} from "./continuousIntegration.testSupport";
import { previewStep, updateStep, useProject } from "./continuousIntegrationProject.testSupport";

const { folder, outside, report, summary, onGithub } = useProject();

describe("a preview that is none", () => {
    /** Puts a program in the place of Pulumi. */
    function fakePulumi(script: string): NodeJS.ProcessEnv {
        const programs = join(outside(), "bin");
        mkdirSync(programs);
        writeFileSync(join(programs, "pulumi"), `#!/usr/bin/env bash\n${script}\n`);
        chmodSync(join(programs, "pulumi"), 0o755);
        return { PATH: `${programs}:${process.env.PATH}` };
    }

    test("without secrets, as a fork has it: fails with one clear line, and starts nothing", async () => {
        const fake = fakePulumi("touch started");

        const { exitCode, stdout, stderr } = await onGithub(previewStep, "prod", NO_SECRETS, fake);

        expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
        expect(stdout.trimEnd().split("\n")).toEqual([
            expect.stringMatching(/^::error .*BYTENITE_API_KEY is not there.*fork gets no secrets/),
        ]);
        expect(existsSync(join(folder(), "started"))).toBe(false);
        // The comment is found by the same line as the pack's.
        expect(summary()).toMatch(
            /^<!-- bytenite-policies: continuous-integration\/prod -->\n\n### ❌/,
        );
    });

    test.each([
        ["fails", "exit 7", 7],
        ["is killed", "kill -9 $$", 137],
        ["passes without the policy pack", "echo fine", 1],
        ["passes with a report that is cut off", 'echo "{" >reports/dev/bytenite.json', 1],
    ])("one that %s is not taken for a judgement", async (_what, script, expected) => {
        const { exitCode } = await onGithub(previewStep, "dev", SECRETS, fakePulumi(script));
        expect(exitCode).toBe(expected);
        expect(summary()).toContain("### ❌ ByteNite policies: nothing was judged");
    });

    test.each([
        ["for another reason", "[]", true],
        ["and something is advised", '[{"enforcementLevel":"advisory"}]', true],
        ["by the rules", '[{"enforcementLevel":"mandatory"}]', false],
    ])("one that is ended %s says whose refusal it is", async (_what, findings, isOther) => {
        const fake = fakePulumi(`
            echo '{"findings":${findings}}' >reports/dev/bytenite.json
            printf '<!-- of the pack -->\\n\\n### ✅ 0 mandatory\\n' >reports/dev/comment.md
            exit 255`);

        const { exitCode } = await onGithub(updateStep, "dev", SECRETS, fake);

        expect(exitCode).toBe(255);
        const [marker, , first, , second] = summary().split("\n");
        expect(marker).toBe("<!-- bytenite-policies: continuous-integration/dev -->");
        const other =
            "**`pulumi up` of the stack dev failed for a reason other than the rules. The log says which.**";
        const heading = "### ✅ 0 mandatory";
        expect([first, second]).toEqual(isOther ? [other, heading] : [heading, undefined]);
        expect(report("dev", "comment.md")).toBe(summary());
    });

    test("GitHub obeys nothing of what Pulumi prints", async () => {
        const fake = fakePulumi('echo "::error::a name"; exit 1');
        const { stdout } = await onGithub(previewStep, "dev", SECRETS, fake);
        const [stop, shown, go, ...rest] = stdout.trimEnd().split("\n");
        expect([shown, ...rest]).toEqual(["::error::a name"]);
        expect(go).toBe(`::${stop?.slice("::stop-commands::".length)}::`);
    });

    test.each([
        ["success", 0],
        ["failure", 1],
        ["cancelled", 1],
        ["skipped", 1],
        ["", 1],
    ])("the required check, when the previews are %j: %d", async (result, expected) => {
        const { run = "", env } = stepOf(
            workflow("pull-request").jobs.policies?.steps,
            "Require that every preview passed",
        );
        const environment = evaluate(env, { "needs.preview.result": result });
        const done = await runScript(run, { folder: folder(), options: "-e", environment });
        expect(done).toMatchObject({ exitCode: expected, stdout: `The previews: ${result}.\n` });
    });
});
