import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import process from "node:process";

// Runs the tests whose cases are generated, with many more cases than `npm test` has. Arguments: parts of
// the paths of test files (default: all of those).

const FACTOR = "10";
const LONGEST_TEST_MS = 60 * 60 * 1000;
/** Whatever has generated cases imports one of them. */
const GENERATED = /from "(fast-check|[./]+dev\/support\/propertyRuns|\.\/support\/propertyRuns)"/;

const { FUZZ_RUNS = FACTOR, FUZZ_SEED = String(randomInt(2 ** 31)) } = process.env;
const wanted = process.argv.slice(2);
const files = listTests().filter(
    (file) =>
        (wanted.length === 0 || wanted.some((part) => file.includes(part))) &&
        GENERATED.test(readFileSync(file, "utf8")),
);
if (files.length === 0) {
    console.error(`No test with generated cases has ${wanted.join(" or ")} in its path.`);
    process.exit(2);
}
const command = ["npm run fuzz", ...(wanted.length > 0 ? ["--", ...wanted] : [])].join(" ");
const repeating = `FUZZ_SEED=${FUZZ_SEED} FUZZ_RUNS=${FUZZ_RUNS} ${command}`;
console.error(
    `${files.length} test files, ${FUZZ_RUNS} times the cases of npm test, seed ${FUZZ_SEED}.\nTo repeat it: ${repeating}\n`,
);
const { status } = jest(
    ["--runTestsByPath", ...files, "--testTimeout", String(LONGEST_TEST_MS)],
    "inherit",
);
if (status !== 0) console.error(`\nTo repeat all of it: ${repeating}`);
process.exitCode = status ?? 1;

function listTests() {
    const { stdout } = jest(["--listTests", "--json"], ["ignore", "pipe", "inherit"]);
    return JSON.parse(stdout);
}

function jest(args, stdio) {
    return spawnSync("jest", args, {
        encoding: "utf8",
        env: { ...process.env, FUZZ_RUNS, FUZZ_SEED },
        stdio,
        shell: process.platform === "win32",
    });
}
