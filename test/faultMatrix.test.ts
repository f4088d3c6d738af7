import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator, Fault } from "bytenite-emulator";
import { openConnection } from "../provider/connection";
import { API_KEY, app, startTestEmulator } from "./support/emulator";
import { Backend, REPOSITORY, type Stack } from "./support/stack";

// The table in docs/fault-matrix.md is what this test sees: UPDATE_DOCS=1 npx jest test/faultMatrix writes it.

const PAGE = join(REPOSITORY, "docs/fault-matrix.md");
const TAG = "render@1.0";
const TIMEOUT_SECONDS = 0.5;
const RETRIES = 1;
/** Each attempt may take its time-out, and there are pauses between them. */
const LONGEST_LOOK_UP_MS = 20_000;

const OPERATIONS = {
    "look-up": "getAppByTag",
    list: "getApps",
    status: "getAppStatus",
    token: "requestAccessToken",
} as const;
type Operation = keyof typeof OPERATIONS;

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
    ["404 in JSON", { status: 404 }],
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

interface Cell {
    outcome: string;
    requests: number;
    message: string;
}

describe("what goes wrong, and what comes of it", () => {
    let emulator: Emulator;
    let backend: Backend;
    let stack: Stack;
    let before: object[];
    const cells = new Map<string, Map<string, Cell>>();

    beforeAll(async () => {
        let environment: NodeJS.ProcessEnv;
        ({ emulator, environment } = await startTestEmulator([app("render")]));
        backend = await Backend.create();
        stack = await backend.stack("matrix", {
            environment: {
                ...environment,
                BYTENITE_TIMEOUT: String(TIMEOUT_SECONDS),
                BYTENITE_RETRIES: String(RETRIES),
            },
        });
        await stack.setTags(TAG);
        await stack.succeed("up");
        before = await stack.facts();
    });
    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    function remember(fault: string, column: string, cell: Cell): void {
        const row = cells.get(fault) ?? new Map<string, Cell>();
        cells.set(fault, row.set(column, cell));
    }

    function play(fault: Fault, operation?: Operation): void {
        emulator.clearRequests();
        emulator.faults = [{ ...fault, ...(operation && { operation: OPERATIONS[operation] }) }];
    }

    async function ask(operation: Operation): Promise<unknown> {
        const settings = {
            endpoint: emulator.url,
            apiKey: API_KEY,
            timeout: TIMEOUT_SECONDS,
            retries: RETRIES,
        };
        const { apps } = openConnection(settings, () => undefined);
        if (operation === "list") return apps.getApps({});
        if (operation === "status") return apps.getAppStatus(TAG);
        return apps.getApp(TAG);
    }

    describe.each(FAULTS)("%s", (name, fault) => {
        test.each(Object.keys(OPERATIONS) as Operation[])("%s", async (operation) => {
            play(fault, operation);
            const start = performance.now();
            const cell = await ask(operation).then(
                () => ({ outcome: "fine", message: "" }),
                ({ code, message }: { code: string; message: string }) => ({
                    outcome: code,
                    message,
                }),
            );
            const requests = emulator.countRequests(OPERATIONS[operation]);
            expect(performance.now() - start).toBeLessThan(LONGEST_LOOK_UP_MS);
            expect(cell.outcome).toMatch(/^(fine|[A-Z_]+)$/);
            expect(cell.message).not.toContain(API_KEY);
            expect(cell.message).not.toMatch(/\n/);
            remember(name, operation, { ...cell, requests });
        });

        test.each(["preview", "up", "refresh"])("%s leaves the state as it is", async (command) => {
            play(fault, "look-up");
            const { exitCode, stdout, stderr } = await stack.run(command);
            const requests = emulator.countRequests(OPERATIONS["look-up"]);
            emulator.faults = [];
            expect(stdout + stderr).not.toContain(API_KEY);
            expect(stdout + stderr).not.toMatch(/^\s+at /m);
            const after = await stack.facts();
            const isForgotten = command === "refresh" && after.length === 0;
            if (isForgotten) {
                expect(name).toBe("404 in JSON");
                await stack.succeed("up");
            } else {
                expect(after).toEqual(before);
            }
            const outcome = isForgotten ? "forgotten" : exitCode === 0 ? "fine" : "refused";
            remember(name, command, { outcome, requests, message: "" });
        });
    });

    test("docs/fault-matrix.md says so", () => {
        const page = toPage(cells);
        if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
        expect(readFileSync(PAGE, "utf8")).toBe(page);
    });
});

function toPage(cells: Map<string, Map<string, Cell>>): string {
    const columns = [...Object.keys(OPERATIONS), "preview", "up", "refresh"];
    const rows = [...cells].map(([fault, row]) => {
        const texts = columns.map((column) => {
            const { outcome, requests } = row.get(column) ?? { outcome: "", requests: 0 };
            return `${outcome} (${requests})`;
        });
        return `| ${[fault, ...texts].join(" | ")} |`;
    });
    const messages = [...cells].map(([fault, row]) => {
        const { message = "" } = row.get("look-up") ?? {};
        return `- **${fault}:** ${message || "nothing: the look-up is repeated and succeeds."}`;
    });
    return `# What goes wrong, and what comes of it

Each fault is played by the emulator on loopback, to the real client and the real engine, with a time-out of ${TIMEOUT_SECONDS} s and ${RETRIES} retry. A cell tells the outcome, and in parentheses how many requests of the operation there were. \`preview\`, \`up\` and \`refresh\` meet the fault in the look-up of an app that is in the state; "forgotten" means that the app leaves the state, as it must when ByteNite says that there is none. No other cell changes the state. This page is written by test/faultMatrix.test.ts.

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
    .replaceAll(/emulator-\d+/g, "emulator-N")}
`;
}
