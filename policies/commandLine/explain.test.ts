import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useCommand } from "./commandLine.testSupport";
import { ERROR_CODES } from "./errorCodes";

const { run } = useCommand();
const REPOSITORY = join(__dirname, "../..");

describe("bytenite-policies explain", () => {
    it("explains a rule", () => {
        const { status, stdout, stderr } = run(["explain", "memory-minimum"]);
        expect([status, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(
            /^memory-minimum\n {2}A ByteNite app must ask for enough memory\.\n/,
        );
        expect(stdout).toMatch(/^ {2}minimum \(number ≥ 0; default: 2\)$/m);
    });

    it("explains the code of an error", () => {
        expect(run(["explain", "NOT_FOUND"])).toEqual({
            status: 0,
            stdout: "NOT_FOUND\n  ByteNite has no such app, or it is none that the key may see.\n  Compare the tag with the list of apps at ByteNite, and look whose key it is.\n",
            stderr: "",
        });
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
    ])("proposes the name that was meant for %j", (name, message) => {
        expect(run(["explain", name])).toEqual({ status: 2, stdout: "", stderr: `${message}\n` });
    });
});

describe("the codes of errors", () => {
    it("are all explained, in whole sentences", () => {
        expect(Object.keys(ERROR_CODES).sort()).toEqual([...codesInCode()].sort());
        for (const { meaning, remedy } of Object.values(ERROR_CODES)) {
            expect([meaning, remedy]).toEqual([
                expect.stringMatching(/^[A-Z].*\.$/),
                expect.stringMatching(/^[A-Z`].*\.$/),
            ]);
        }
    });
});

/** What the sources of the packages call a code, wherever that is. */
function codesInCode(): Set<string> {
    const files = ["core", "policies", "provider"].flatMap((folder) =>
        readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
            .filter(
                (name) => name.endsWith(".ts") && !/(^|\/)dist\/|node_modules|\.test/.test(name),
            )
            .map((name) => readFileSync(join(REPOSITORY, folder, name), "utf8")),
    );
    const own = files.flatMap((text) => [...text.matchAll(/ code(?:: string)? = "([A-Z_]+)";/g)]);
    const unions = ["core/client/errors.ts", "provider/session/errorCode.ts"].flatMap((file) => {
        const text = readFileSync(join(REPOSITORY, file), "utf8");
        const [, union = ""] = /export type ErrorCode =([^;]*);/.exec(text) ?? [];
        return [...union.matchAll(/"([A-Z_]+)"/g)];
    });
    return new Set([...own, ...unions].map(([, code = ""]) => code));
}
