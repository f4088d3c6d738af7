import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Measurements } from "../dev/bench/measurements";
import { REPOSITORY } from "../dev/support/stack";

const run = promisify(execFile);

// Of ten apps.
const NOTHING = "0 requests, 0 exchanges";
const EACH_TAG_ONCE = "10 requests, 1 exchanges";
const ONE_PAGE = "1 requests, 1 exchanges";
const EACH_BY_ITSELF = "10 requests, 10 exchanges";

/** Of times nothing is expected: they are the machine's. */
test("a quick run of the bench counts what the provider asks for", async () => {
    await run("ts-node", ["--transpile-only", "dev/bench/bench.ts", "--quick"], {
        cwd: REPOSITORY,
    });

    const file = join(REPOSITORY, ".cache/bench/latest.json");
    const { commands, states, imports, rules, reports } = JSON.parse(
        await readFile(file, "utf8"),
    ) as Measurements;
    /** Requests and exchanges of each run, of every round in which the contestant is. */
    const counts = (contestant: string, operation: string) => {
        const samples = commands
            .filter((each) => each.contestant === contestant && each.operation === operation)
            .flatMap((each) => each.samples);
        return new Set(
            samples.map(
                ({ requests, tokenExchanges }) =>
                    `${requests} requests, ${tokenExchanges} exchanges`,
            ),
        );
    };
    expect(counts("constant properties", "up")).toEqual(new Set([NOTHING]));
    for (const operation of ["up", "preview", "refresh"]) {
        expect(counts("apps, 0 ms", operation)).toEqual(new Set([EACH_TAG_ONCE]));
        expect(counts("selection, 0 ms", operation)).toEqual(new Set([ONE_PAGE]));
    }
    expect(counts("apps, 0 ms", "destroy")).toEqual(new Set([NOTHING]));
    expect(counts("selection, 0 ms", "destroy")).toEqual(new Set([NOTHING]));
    expect(counts("all rules", "preview")).toEqual(new Set([EACH_TAG_ONCE]));
    expect(counts("fetch in create, 50 ms", "up")).toEqual(new Set([EACH_BY_ITSELF]));
    expect(counts("fetch in check, 50 ms", "preview")).toEqual(new Set([EACH_BY_ITSELF]));
    expect(states.find(({ contestant }) => contestant === "apps, 0 ms")?.providerBytes).toBe(63);
    expect(imports.every(({ packages }) => packages.length > 0)).toBe(true);
    expect(rules.map(({ apps }) => apps)).toEqual([100, 1000]);
    expect(reports.map(({ apps }) => apps)).toEqual([100, 1000]);

    const page = await readFile(join(REPOSITORY, ".cache/bench/latest.md"), "utf8");
    expect(page).toContain("| bytes of `__provider`");
});
