import { useCommand } from "./commandLine.testSupport";

const { run } = useCommand();

describe("bytenite-policies explain", () => {
    it("explains a rule", async () => {
        const { status, stdout, stderr } = await run(["explain", "memory-minimum"]);
        expect([status, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(
            /^memory-minimum\n {2}A ByteNite app must ask for enough memory\.\n/,
        );
        expect(stdout).toMatch(/^ {2}minimum \(number ≥ 0; default: 2\)$/m);
    });

    it("explains the code of an error", async () => {
        const { status, stdout, stderr } = await run(["explain", "NOT_FOUND"]);
        expect([status, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(/^# NOT_FOUND\n\nByteNite has no app for the tag/);
    });

    it.each([
        [
            "gpu-alowed",
            '"gpu-alowed" is neither a rule nor the code of an error; did you mean "gpu-allowed"?',
        ],
        [
            "lock_mismatch",
            '"lock_mismatch" is neither a rule nor the code of an error; did you mean "LOCK_MISMATCH"?',
        ],
        [
            "constructor",
            '"constructor" is neither a rule nor the code of an error. `bytenite-policies rules` lists the rules',
        ],
        [
            "\u001b[2J",
            '"\\u001b[2J" is neither a rule nor the code of an error. `bytenite-policies rules` lists the rules',
        ],
    ])("proposes the name that was meant for %j", async (name, message) => {
        expect(await run(["explain", name])).toEqual({
            status: 2,
            stdout: "",
            stderr: `${message}\n`,
        });
    });
});
