import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const COMPILED = join(__dirname, "../dist/documents/runCommand.js");
const DEFECT =
    /^error: some-command met an error that it does not foresee\. .* Please report it at/;
const { bugs } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as {
    bugs: string;
};

function end(body: string, more = "") {
    const script = `require(${JSON.stringify(COMPILED)}).runCommand({
        name: "some-command",
        run: async () => { ${body} },
        ${more}
    });`;
    return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
}

describe("runCommand", () => {
    it.each([
        ["nothing", 0, ""],
        ["what it sets", 1, "process.exitCode = 1;"],
        [
            "what it sets, whatever is left of it",
            1,
            "process.exitCode = 1; setTimeout(() => process.exit(0));",
        ],
        ["that of Ctrl-C", 130, "process.exit(130);"],
    ])("ends by %s: %d", (_what, code, body) => {
        expect(end(body)).toMatchObject({ status: code, stderr: "" });
    });

    it.each([
        [
            "an error",
            "throw new TypeError('x is undefined');",
            /TypeError: x is undefined\n {4}at /,
        ],
        ["what is no error", "throw 'oh';", /\noh\n$/],
        [
            "an error of a timer",
            "setTimeout(() => { throw new Error('late'); }); await new Promise((done) => setTimeout(done, 1000));",
            /Error: late\n {4}at /,
        ],
        [
            "an error of a timer, when it has finished",
            "setTimeout(() => { throw new Error('late'); });",
            /Error: late\n {4}at /,
        ],
        [
            "a promise that nobody waits for",
            "void Promise.reject(new Error('alone')); await new Promise((done) => setTimeout(done, 1000));",
            /Error: alone\n {4}at /,
        ],
    ])("ends by 2 after %s, and keeps its stack", (_what, body, trace) => {
        const { status, stderr } = end(body);
        expect([status, stderr]).toEqual([2, expect.stringMatching(DEFECT)]);
        expect(stderr).toMatch(trace);
        expect(stderr).toContain(bugs);
    });

    it.each([
        ["something ends the process as if all were well", "process.exit(0);"],
        ["something ends it as if it were a result", "process.exit(1);"],
        ["nothing is left to wait for", "await new Promise(() => {});"],
    ])("ends by 2 where %s", (_what, body) => {
        expect(end(body)).toMatchObject({
            status: 2,
            stderr: expect.stringMatching(DEFECT) as string,
        });
        expect(end(body, 'whenCutShort: "cut short"')).toMatchObject({
            status: 2,
            stderr: "cut short\n",
        });
    });
});
