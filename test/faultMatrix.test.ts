import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ByteNiteError } from "bytenite-core/client";
import type { Fault } from "bytenite-emulator";
import { useProxy } from "../core/client/transport/proxy.testSupport";
import { PROXY_FAULTS } from "../core/client/transport/proxyFaults.testSupport";
import { API_KEY } from "../dev/support/emulator";
import { OPERATIONS, Scene, type Operation } from "../dev/support/scene";
import { Backend, REPOSITORY, type StateResource } from "../dev/support/stack";
import { stackGuide } from "../provider/session/places";

// The table in docs/fault-matrix.md is what this test sees: UPDATE_DOCS=1 npx jest test/faultMatrix writes it.

const PAGE = join(REPOSITORY, "docs/fault-matrix.md");
/** So long that a busy machine doesn't make an answer late, and no longer: a dozen of the cells wait for it twice. */
const TIMEOUT_SECONDS = 1;
const RETRIES = 1;
/** It takes seconds. Minutes, which no busy machine makes of them, mean that it heeds a server that asks for a day. */
const LONGEST_LOOK_UP_MS = 300_000;

const FAULTS: [string, Fault][] = [
    ["the connection is reset", { resetConnection: true }],
    ["no answer in time", { latency: 3000 }],
    ["no answer at all", { hang: true }],
    ["the answer breaks off", { truncateAfter: 10 }],
    ["the answer arrives too slowly", { bytesPerSecond: 20 }],
    [
        "a page of a proxy with status 200",
        { body: "<html>Sign in</html>", contentType: "text/html" },
    ],
    ["a field of another type", { body: { app: { id: 5 }, apps: [{ id: 5 }], ok: 5, token: 5 } }],
    ["200 with ok: false", { body: { ok: false, error: { code: 500, message: "Failed" } } }],
    ["a redirect", { redirect: "https://elsewhere.example/" }],
    ["400", { status: 400 }],
    ["401", { status: 401 }],
    ["403", { status: 403 }],
    ["404 in ByteNite's words", { status: 404 }],
    ["404 in gRPC's words", { status: 404, body: { code: 5, message: "Not Found", details: [] } }],
    ["404 of a gateway", { status: 404, body: { message: "no route for this host" } }],
    ["404 of a proxy", { status: 404, body: "<html>", contentType: "text/html" }],
    ["408", { status: 408 }],
    ["429", { status: 429, retryAfter: "0" }],
    ["429 that asks for a day's patience", { status: 429, retryAfter: "86400" }],
    ["500", { status: 500 }],
    ["502", { status: 502 }],
    ["503", { status: 503 }],
    ["504", { status: 504 }],
    ["every token expires at once", { expireTokens: true }],
    ["a list without end", { paging: "endless" }],
    ["an app that moves between the pages", { paging: "moving" }],
    ["503, once", { status: 503, times: 1 }],
    ["a reset, once", { resetConnection: true, times: 1 }],
];

/** The ones of a proxy, whose kinds a unit test plays all. */
const FAULTS_OF_PROXIES = [
    "the proxy hangs up",
    "the proxy never answers",
    "the proxy answers 201 with an app",
    "the proxy answers 404 in ByteNite's words",
    "the proxy answers 407",
    "the proxy answers 502",
    "the proxy speaks no HTTP",
    "the proxy's headers come one by one",
    "the tunnel leads nowhere",
];
const GONE = "the app is gone";

const COMMANDS = ["preview", "up", "refresh"];
const ofApp = {
    type: ":App",
    operation: "look-up",
    column: (command: string) => command,
    /** How it is told that it failed, by the program and by a refresh. */
    failure: /App "render": |The app "render@1\.0" keeps its last known state/,
    ifGone: "forgotten",
} as const;
const ofSelection = {
    type: ":AppSelection",
    operation: "list",
    column: (command: string) => `${command} of a selection`,
    failure: /AppSelection "select"(?:: | keeps its last known state)/,
    ifGone: "emptied",
} as const;

interface Cell {
    outcome: string;
    requests: number | undefined;
    message: string;
}

describe("what goes wrong, and what comes of it", () => {
    let backend: Backend;
    const cells = new Map<string, Map<string, Cell>>();
    const proxy = useProxy();
    const scenes = {} as { direct: Scene; proxied: Scene };

    beforeAll(async () => {
        backend = await Backend.create();
        const limits = { timeout: TIMEOUT_SECONDS, retries: RETRIES };
        scenes.direct = await Scene.create(backend, "direct", limits);
        scenes.proxied = await Scene.create(backend, "proxied", limits, proxy);
    });
    afterAll(async () => {
        await scenes.direct.close();
        await scenes.proxied.close();
        await backend.dispose();
    });

    function remember(fault: string, column: string, cell: Cell): void {
        const row = cells.get(fault) ?? new Map<string, Cell>();
        cells.set(fault, row.set(column, cell));
    }

    async function lookUp(scene: Scene, name: string, operation: Operation): Promise<void> {
        const start = performance.now();
        const cell = await scene.ask(operation).then(
            () => ({ outcome: "fine", message: "" }),
            // As a stack's user reads it.
            (error: ByteNiteError) => ({
                outcome: error.code,
                message: error.messageFor(stackGuide),
            }),
        );
        expect(performance.now() - start).toBeLessThan(LONGEST_LOOK_UP_MS);
        expect(cell.outcome).toMatch(/^(fine|[A-Z_]+)$/);
        expect(cell.message).not.toContain(API_KEY);
        expect(cell.message).not.toMatch(/\n/);
        remember(name, operation, { ...cell, requests: scene.count(operation) });
    }

    /** A stack with an App, and where there is a selection beside it, what comes of each of them. */
    async function deploy(scene: Scene, name: string, command: string): Promise<void> {
        const { exitCode, stdout, stderr } = await scene.stack.run(command);
        const resources = scene === scenes.direct ? [ofApp, ofSelection] : [ofApp];
        const requests = resources.map(({ operation }) => scene.count(operation));
        scene.stopFaults();
        expect(stdout + stderr).not.toContain(API_KEY);
        expect(stdout + stderr).not.toMatch(/^\s+at /m);
        const after = await scene.stack.facts();
        const outcomes = resources.map(({ type, failure, ifGone }) => {
            const of = ({ type: known }: StateResource) => known.endsWith(type);
            const isSame = isDeepStrictEqual(after.filter(of), scene.before.filter(of));
            if (!isSame) return ifGone;
            return failure.test(stdout) ? "refused" : "fine";
        });
        if (resources.some(({ ifGone }) => outcomes.includes(ifGone))) {
            expect(name).toBe(GONE);
            await scene.stack.succeed("up");
        }
        expect(outcomes.includes("refused")).toBe(exitCode !== 0);
        for (const [index, { column }] of resources.entries()) {
            const [outcome = "", count] = [outcomes[index], requests[index]];
            remember(name, column(command), { outcome, requests: count, message: "" });
        }
    }

    const operations = Object.keys(OPERATIONS) as Operation[];

    describe.each([...FAULTS, [GONE, "gone"] as const])("%s", (name, fault) => {
        test.each(operations)("%s", async (operation) => {
            scenes.direct.play(fault, operation);
            await lookUp(scenes.direct, name, operation);
        });
        test.each(COMMANDS)("%s leaves the state as it is", async (command) => {
            scenes.direct.play(fault, "look-up", "list");
            await deploy(scenes.direct, name, command);
        });
    });

    describe.each(FAULTS_OF_PROXIES)("%s", (name) => {
        beforeEach(() => {
            scenes.proxied.playOnProxy(PROXY_FAULTS[name]);
        });
        test.each(operations)("%s", async (operation) => {
            await lookUp(scenes.proxied, name, operation);
        });
        test.each(COMMANDS)("%s leaves the state as it is", async (command) => {
            await deploy(scenes.proxied, name, command);
        });
    });

    test("docs/fault-matrix.md says so", () => {
        const page = toPage(cells);
        if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
        expect(readFileSync(PAGE, "utf8")).toBe(page);
    });
});

function toPage(cells: Map<string, Map<string, Cell>>): string {
    const columns = [
        ...Object.keys(OPERATIONS),
        ...[ofApp, ofSelection].flatMap(({ column }) => COMMANDS.map(column)),
    ];
    const rows = [...cells].map(([fault, row]) => {
        const texts = columns.map((column) => {
            const { outcome, requests } = row.get(column) ?? { outcome: "", requests: undefined };
            return requests === undefined ? outcome : `${outcome} (${requests})`;
        });
        return `| ${[fault, ...texts].join(" | ")} |`;
    });
    const messages = [...cells].map(([fault, row]) => {
        const { message = "", requests } = row.get("look-up") ?? {};
        const nothing =
            requests === 1
                ? "nothing: the fault is in the list, which a look-up does not read."
                : "nothing: the look-up is repeated and succeeds.";
        return `- **${fault}:** ${message || nothing}`;
    });
    return `# What goes wrong, and what comes of it

Each fault is played by the emulator, or a proxy before it, on loopback, to the real client and the real engine, with a time-out of ${TIMEOUT_SECONDS} s and ${RETRIES} retry. A cell tells the outcome, and in parentheses how many requests of the operation there were; of a proxy, how many tunnels it was asked for (for a status that depends on which of two look-ups fails first). \`preview\`, \`up\` and \`refresh\` meet the fault in the look-up of an \`App\` that is in the state, and at the same time in the list of an \`AppSelection\` beside it; through a proxy there is no selection. A refresh also asks for the list where an \`App\` seems to be gone. "forgotten" means that the app leaves the state, as it must when ByteNite says that there is none and its whole list agrees, and "emptied" that the selection has no member any more. No other cell changes the state. This page is written by test/faultMatrix.test.ts.

<!-- prettier-ignore-start -->
| fault | ${columns.join(" | ")} |
| --- | ${columns.map(() => "---").join(" | ")} |
${rows.join("\n")}
<!-- prettier-ignore-end -->

## What is said

The message of a look-up that meets the fault:

${messages
    .join("\n")
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "http://127.0.0.1:PORT")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/bytenite\.test:\d+/g, "bytenite.test:PORT")
    .replaceAll(/\(20[\d :-]+ UTC\)/g, "(DATE TIME UTC)")
    .replaceAll(/emulator-\d+/g, "emulator-N")}
`;
}
