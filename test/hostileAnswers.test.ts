import { execFile } from "node:child_process";
import { join } from "node:path";
import { inspect } from "node:util";
import type { AppFacts } from "bytenite-core/model";
import fc from "fast-check";
import type { Kind } from "../core/client/bodies.testSupport";
import { ByteNiteClient } from "bytenite-core/client/client";
import { ByteNiteError } from "bytenite-core/client";
import { findDanger } from "../dev/support/foreignText";
import { hostileAnswers, isWhole, type HostileAnswer } from "../dev/support/hostileAnswers";
import { HostileServer } from "../dev/support/hostileServer";
import { PeakMemory } from "../dev/support/peakMemory";
import { runs } from "../dev/support/propertyRuns";
import { Backend, REPOSITORY, type Stack } from "../dev/support/stack";

// Generated: a hostile server × operation × front door. `npm run fuzz -- hostileAnswers` tries more of it.

/** By the client itself, of each operation. */
const ANSWERS = runs(100);
/** By the command, and by the engine. */
const RUNS_OF_COMMAND = runs(6);
const RUNS_OF_ENGINE = runs(1);

const API_KEY = "canary-api-key-4d20e7";
const LIMITS = { timeout: 0.3, budget: 1, concurrency: 4 };
/** Now and then so many that the budget ends them: each takes its time. */
const retries = fc.oneof(
    { weight: 19, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(10) },
);
/** The promise is a second more. Minutes, which no busy machine adds to it, mean that something waits for ever. */
const MOST_BUDGETS = 300;
const BUDGET_OF_PROCESSES = 2;
const MOST_HEAP_MB = 256;
const MOST_MEMORY_MB = 512;
const LONGEST_MESSAGE = 5000;
const CODES =
    /^(BAD_REQUEST|UNAUTHENTICATED|FORBIDDEN|NOT_FOUND|RATE_LIMITED|SERVER_ERROR|UNREACHABLE|TIMEOUT|INVALID_RESPONSE)$/;

const OPERATIONS: Record<Kind, (client: ByteNiteClient) => Promise<unknown>> = {
    app: (client) => client.getApp("render@1.0"),
    list: (client) => client.getApps({}),
    status: (client) => client.getAppStatus("render@1.0"),
    token: (client) => client.getApp("render@1.0"),
};
const KINDS = Object.keys(OPERATIONS) as Kind[];

/** Answers about anything. */
const answers = fc.record(
    Object.fromEntries(KINDS.map((kind) => [kind, hostileAnswers(kind, API_KEY)])) as Record<
        Kind,
        fc.Arbitrary<HostileAnswer>
    >,
);

/** What every app of ours is, however hostile the server. */
function expectValid(app: AppFacts): void {
    expect(app.id).not.toBe("");
    expect(app.name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(app.version).toMatch(/^(\d+\.\d+)?$/);
    expect(app.revision).toMatch(/^-?\d*$/);
    for (const amount of [app.deviceRequirements.minCpu, app.deviceRequirements.minMemory]) {
        expect(amount ?? 0).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(amount ?? 0)).toBe(true);
    }
    expect(app.deviceRequirements.gpu.every((model) => typeof model === "string")).toBe(true);
    expect(typeof app.isPublic).toBe("boolean");
}

/** What may be printed. */
function expectHarmless(text: string): void {
    expect(findDanger(text)).toBeUndefined();
    expect(text).not.toMatch(/heap out of memory|^\s+at /m);
    for (const encoding of ["utf8", "base64", "hex"] as const) {
        expect(text).not.toContain(Buffer.from(API_KEY).toString(encoding));
    }
}

/** Tells how long it took, which depends on the machine, and refuses what can't come from that. */
function report(what: string, slowest: number, budget: number): void {
    process.stderr.write(`${what}: ${slowest.toFixed(2)} s at most, of a budget of ${budget} s\n`);
    expect(slowest).toBeLessThan(budget * MOST_BUDGETS);
}

describe("a hostile server", () => {
    let server: HostileServer;

    beforeAll(async () => {
        server = await HostileServer.start();
    });
    afterEach(() => {
        server.answers = {};
        server.hangUp();
    });
    afterAll(() => server.stop());

    describe.each(KINDS)("that answers the %s operation", (kind) => {
        it(`gets no app and no sentence in that are not ours: ${ANSWERS} answers`, async () => {
            let [slowest, fine] = [0, 0];
            await fc.assert(
                fc.asyncProperty(
                    hostileAnswers(kind, API_KEY),
                    retries,
                    async (answer, retries) => {
                        server.answers = { [kind]: answer };
                        const client = new ByteNiteClient(
                            { endpoint: server.url, ...LIMITS, retries },
                            { apiKey: API_KEY },
                        );
                        const start = performance.now();
                        const outcome = await OPERATIONS[kind](client).catch(
                            (error: Error) => error,
                        );
                        slowest = Math.max(slowest, (performance.now() - start) / 1000);
                        server.hangUp();
                        if (outcome instanceof Error) {
                            if (!(outcome instanceof ByteNiteError)) throw outcome;
                            expect(outcome.code).toMatch(CODES);
                            expect(outcome.message).not.toContain("\n");
                            expect(outcome.message.length).toBeLessThan(LONGEST_MESSAGE);
                            expectHarmless(outcome.message);
                            expect(inspect(outcome, { depth: Infinity })).not.toContain(API_KEY);
                            return;
                        }
                        fine += 1;
                        expect(isWhole(answer)).toBe(true);
                        expect(JSON.stringify(outcome)).not.toContain(API_KEY);
                        const apps = kind === "list" ? outcome : kind === "status" ? [] : [outcome];
                        (apps as AppFacts[]).forEach(expectValid);
                    },
                ),
                { numRuns: ANSWERS },
            );
            report(`${kind} (${fine} of ${ANSWERS} answers taken)`, slowest, LIMITS.budget);
        });
    });

    describe("and processes that ask it", () => {
        const memory = new PeakMemory(MOST_HEAP_MB);
        const environment = () => ({
            ...memory.environment,
            BYTENITE_ENDPOINT: server.url,
            BYTENITE_API_KEY: API_KEY,
            BYTENITE_TIMEOUT: "1",
            BYTENITE_BUDGET: String(BUDGET_OF_PROCESSES),
            BYTENITE_RETRIES: "1",
        });
        let backend: Backend;
        let stack: Stack;

        beforeAll(async () => {
            backend = await Backend.create();
            stack = await backend.stack("hostile", { environment: environment() });
            await stack.setTags("render@1.0");
            await stack.succeed("up");
            memory.take();
        });
        afterAll(async () => {
            await backend.dispose();
            memory.dispose();
        });

        it(`pulumi-bytenite lock, times ${RUNS_OF_COMMAND}`, async () => {
            let slowest = 0;
            await fc.assert(
                fc.asyncProperty(answers, async (given) => {
                    server.answers = given;
                    const start = performance.now();
                    const { exitCode, stdout, stderr } = await run(
                        [join(REPOSITORY, "provider/bin/pulumi-bytenite.js"), "lock", "render@1.0"],
                        { cwd: backend.folder, env: { PATH: process.env.PATH, ...environment() } },
                    );
                    slowest = Math.max(slowest, (performance.now() - start) / 1000);
                    expectHarmless(stdout + stderr);
                    expect(
                        exitCode === 0 ||
                            /^error: .+ \[([A-Z_]+)\]\nMore about it: npx pulumi-bytenite explain \1\n$/.test(
                                stderr,
                            ),
                    ).toBe(true);
                    expect(memory.take()).toBeLessThan(MOST_MEMORY_MB);
                    server.hangUp();
                }),
                { numRuns: RUNS_OF_COMMAND },
            );
            report("lock", slowest, BUDGET_OF_PROCESSES);
        });

        it.each(["preview", "refresh"])(`pulumi %s, times ${RUNS_OF_ENGINE}`, async (command) => {
            await fc.assert(
                fc.asyncProperty(answers, async (given) => {
                    const before = await stack.facts();
                    server.answers = given;
                    const { exitCode, stdout, stderr } = await stack.run(command);
                    expectHarmless(stdout + stderr);
                    expect(memory.take()).toBeLessThan(MOST_MEMORY_MB);
                    if (exitCode !== 0) expect(await stack.facts()).toEqual(before);
                    server.hangUp();
                }),
                { numRuns: RUNS_OF_ENGINE, endOnFailure: true },
            );
        });
    });
});

function run(
    args: string[],
    options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    return new Promise((ended) => {
        execFile(process.execPath, args, options, (error, stdout, stderr) => {
            const exitCode = typeof error?.code === "number" ? error.code : Number(error !== null);
            ended({ exitCode, stdout, stderr });
        });
    });
}
