import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Measurements } from "../dev/bench/measurements";
import { REPOSITORY } from "../dev/support/stack";

const run = promisify(execFile);

/** Of times nothing is expected: they are the machine's. */
test("a quick run of the bench counts what the provider asks for", async () => {
    await run("ts-node", ["--transpile-only", "dev/bench/bench.ts", "--quick"], {
        cwd: REPOSITORY,
    });

    const file = join(REPOSITORY, ".cache/bench/latest.json");
    const { commands, states, imports, rules, reports } = JSON.parse(
        await readFile(file, "utf8"),
    ) as Measurements;
    const counts = (contestant: string, operation: string) =>
        commands
            .filter((each) => each.contestant === contestant && each.operation === operation)
            .flatMap(({ samples }) =>
                samples.map(({ requests, tokenExchanges }) => [requests, tokenExchanges]),
            );
    expect(counts("constant properties", "up")).toEqual([[0, 0]]);
    expect(counts("apps, 0 ms", "up")).toEqual([[10, 1]]);
    expect(counts("apps, 0 ms", "preview")).toEqual([[10, 1]]);
    expect(counts("apps, 0 ms", "refresh")).toEqual([[10, 1]]);
    expect(counts("apps, 0 ms", "destroy")).toEqual([[0, 0]]);
    expect(counts("all rules", "preview")).toEqual([[10, 1]]);
    expect(counts("fetch in create, 50 ms", "up")).toEqual([[10, 10]]);
    expect(counts("fetch in check, 50 ms", "preview")).toEqual([[10, 10]]);
    expect(states.find(({ contestant }) => contestant === "apps, 0 ms")?.providerBytes).toBe(63);
    expect(imports.every(({ packages }) => packages.length > 0)).toBe(true);
    expect(rules.map(({ apps }) => apps)).toEqual([100, 1000]);
    expect(reports.map(({ apps }) => apps)).toEqual([100, 1000]);

    const page = await readFile(join(REPOSITORY, ".cache/bench/latest.md"), "utf8");
    expect(page).toContain("| bytes of `__provider`");
});
