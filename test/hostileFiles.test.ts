import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import fc from "fast-check";
import { ByteNiteError } from "../core/client/errors";
import { findDanger } from "../dev/support/foreignText";
import { runs } from "../dev/support/propertyRuns";
import { CREDENTIAL, type ReadFile } from "../dev/support/readFile";
import { openReadFiles } from "../dev/support/readFiles";
import { STRANGE, PLACES, spoilt } from "./hostileFiles.testSupport";

// Generated: every file that we read × what may lie there. `npm run fuzz -- hostileFiles` tries more of it.

const CONTENTS = runs(40);
/** Twenty problems, each with what is shown of a text, and of a key. */
const LONGEST_MESSAGE = 20_000;
/** A command that waits for nobody is ready long before, even on a busy machine. */
const HANGS_AFTER_MS = 300_000;

describe("a file that we read", () => {
    const top = mkdtempSync(join(tmpdir(), "bytenite hostile files "));
    let files: ReadFile[];
    let close: () => Promise<void>;
    let count = 0;

    beforeAll(async () => ({ files, close } = await openReadFiles()));
    afterAll(async () => {
        await close();
        rmSync(top, { recursive: true, force: true });
    });

    /** A path in a folder of its own. */
    function newPath(name: string): string {
        const folder = join(top, String((count += 1)));
        mkdirSync(folder);
        return join(folder, name);
    }

    /** Whether it is read: anything else is a mistake that its file is named for. */
    async function read({ name, read }: ReadFile, path: string): Promise<boolean> {
        try {
            await read(path);
            return true;
        } catch (error) {
            expectHelpful(error, name);
            return false;
        } finally {
            expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
        }
    }

    function expectHelpful(error: unknown, name: string): void {
        if (!(error instanceof DocumentError) && !(error instanceof ByteNiteError)) throw error;
        const { message, code } = error;
        expect(message).not.toContain(CREDENTIAL);
        expect(findDanger(message)).toBeUndefined();
        expect(message.length).toBeLessThan(LONGEST_MESSAGE);
        const lines = message.split("\n");
        if (error instanceof ByteNiteError) expect(lines).toHaveLength(1);
        if (/^(UNREACHABLE|MISSING_CREDENTIALS)$/.test(code)) return;
        for (const line of lines)
            expect(line).toMatch(line.startsWith("…") ? /^… and \d+ more$/ : name);
    }

    it("is read where nothing is wrong with it", async () => {
        for (const file of files) {
            const path = newPath(file.name);
            writeFileSync(path, file.valid);
            expect({ name: file.name, isRead: await read(file, path) }).toEqual({
                name: file.name,
                isRead: true,
            });
        }
    });

    it.each(STRANGE)(
        "with %s is read, or a line says what is wrong with it",
        async (_what, make) => {
            for (const file of files) {
                const path = newPath(file.name);
                writeFileSync(path, make(file.valid));
                await read(file, path);
                rmSync(path);
            }
        },
    );

    it.each(PLACES)("that is %s is missed, or a line says what it is", async (_what, make) => {
        for (const file of files) {
            const path = newPath(file.name);
            make(path);
            await read(file, path);
        }
    });

    it(`is read, or a line says what is wrong with it: ${CONTENTS} contents of each`, async () => {
        for (const file of files) {
            const path = newPath(file.name);
            await fc.assert(
                fc.asyncProperty(spoilt(file), async (content) => {
                    writeFileSync(path, content);
                    await read(file, path);
                }),
                { numRuns: CONTENTS },
            );
        }
    });

    describe("by a command", () => {
        /** Runs the command that reads the file, in the folder of the file. */
        async function run({ name, command }: ReadFile, path: string) {
            const { args, environment, exitCode } = command(path);
            const { status, stdout, stderr } = await new Promise<{
                status: unknown;
                stdout: string;
                stderr: string;
            }>((ended) => {
                execFile(
                    process.execPath,
                    args,
                    {
                        cwd: join(path, ".."),
                        env: {
                            PATH: process.env.PATH,
                            NODE_PATH: process.env.NODE_PATH,
                            ...environment,
                        },
                        timeout: HANGS_AFTER_MS,
                        killSignal: "SIGKILL",
                    },
                    (error, stdout, stderr) =>
                        ended({ status: error ? (error.code ?? error.signal) : 0, stdout, stderr }),
                ).stdin?.end();
            });
            expect({ name, status, stderr }).toEqual({
                name,
                status: exitCode,
                stderr: expect.not.stringMatching(/^\s+at /m) as string,
            });
            expect(stdout + stderr).not.toContain(CREDENTIAL);
            expect(findDanger(stdout + stderr)).toBeUndefined();
            if (exitCode !== 0) {
                expect(stdout).toBe("");
                expect(stderr).toContain(name);
            }
        }

        const pipes = process.platform === "win32" ? it.skip : it;
        pipes("is not waited for where it is a pipe into which nobody writes", async () => {
            const others = files.filter(({ takesPipes }) => !takesPipes);
            await Promise.all(
                others.map((file) => {
                    const path = newPath(file.name);
                    execFileSync("mkfifo", [path]);
                    return run(file, path);
                }),
            );
        });

        it("is refused by the documented exit code where it holds what nobody can read", async () => {
            const text = Buffer.from("{\u202e\u001b[2J\n::error::x\n");
            const content = Buffer.concat([text, Buffer.from([0xff])]);
            await Promise.all(
                files.map(async (file) => {
                    const path = newPath(file.name);
                    writeFileSync(path, content);
                    await run(file, path);
                    expect(readFileSync(path)).toEqual(content);
                }),
            );
        });
    });
});
