import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppRecord } from "bytenite-core/model";
import { formatSnapshot } from "../doors/snapshot/snapshot";
import { appRecord } from "../appRecord.testSupport";
import { useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();
const [REPORT, TODAY] = ["report.json", "today.json"];

const app = (gpu: string[], fields: Partial<AppRecord> = {}) =>
    appRecord({ gpu, minMemory: 4 }, { updatedAt: "2026-01-01T00:00:00Z", ...fields });
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const read = () => JSON.parse(readFileSync(join(folder, REPORT), "utf8")) as object;
const rules = (text: string, more = "") =>
    writeFileSync(rulesFile, `rules: { all: disabled, ${text} }\n${more}`);
const ALLOW = "gpu-allowed: { enforcementLevel: mandatory, allow: [T4] }";
const waiver = (expires: string) =>
    `waivers: [{ rule: gpu-allowed, app: img-gen, reason: r, owner: o, expires: ${expires} }]\n`;

/** Writes the report of a night. */
async function check(apps: AppRecord[], day = "2026-01-14"): Promise<void> {
    write(TODAY, formatSnapshot(apps));
    const args = ["check", "--snapshot", TODAY, "--fail-on", "never"];
    const { status } = await run([...args, "--report", `json=${REPORT}`], "", {
        BYTENITE_TODAY: day,
    });
    expect(status).toBe(0);
}

/** What is new since then. */
function since(apps: AppRecord[], ...more: string[]) {
    write(TODAY, formatSnapshot(apps));
    return run(["diff", "--since", REPORT, "--snapshot", TODAY, "--fail-on", "advisory", ...more]);
}

describe("bytenite-policies diff --since, of a report", () => {
    beforeEach(() => rmSync(join(folder, REPORT), { force: true }));

    it("finds nothing new where nothing is, and says what was compared", async () => {
        rules(ALLOW);
        await check([app(["H100"])]);
        const { status, stdout, stderr } = await since([app(["H100"])]);
        expect(stdout).toBe(
            "1 finding as before. Apps: 0 newly fail, 0 fixed, 1 still fail, 0 still pass.\n",
        );
        expect(stderr)
            .toBe(`The report report.json is of 2026-01-14: The snapshot today.json was judged by bytenite.rules.yaml (no environment): 1 app.
The snapshot today.json was judged by bytenite.rules.yaml (no environment): 1 app.
`);
        expect(status).toBe(0);
    });

    it("tells what was waived, and is no more", async () => {
        rules(ALLOW, waiver("2026-01-14"));
        await check([app(["H100"])]);
        const { status, stdout } = await since([app(["H100"])]);
        expect(stdout).toContain("Newly refused (1)\n  img-gen@4.0: gpu-allowed (mandatory)");
        expect(stdout).toContain("Newly advised (1)\n  img-gen@4.0: waiver-expired (advisory)");
        expect(status).toBe(1);
    });

    it("tells what has become too old", async () => {
        rules("update-age: { maximumDays: 13 }");
        await check([app([])]);
        const { status, stdout } = await since([app([])]);
        expect(stdout).toContain("Newly advised (1)\n  img-gen@4.0: update-age (advisory)");
        expect(status).toBe(1);
    });

    it("tells what stricter rules find, and what is mandatory now", async () => {
        rules("cpu-required: advisory");
        await check([app(["H100"])]);
        rules(`cpu-required: mandatory, ${ALLOW}`);
        const { status, stdout } = await since([app(["H100"])]);
        expect(stdout).toContain("Newly refused (1)\n  img-gen@4.0: gpu-allowed (mandatory)");
        expect(stdout).toContain("Refused, was only advised (1)\n  img-gen@4.0: cpu-required");
        expect(status).toBe(1);
    });

    it("says nothing of a rule that is not judged any more but that it counts no more", async () => {
        rules(`cpu-required: mandatory, ${ALLOW}`);
        await check([app(["H100"])]);
        rules("memory-minimum: { minimum: 1 }");
        expect((await since([app(["H100"])])).stdout).toContain("it is not found any more");
        rules("memory-minimum: disabled");
        expect(await since([app(["H100"])])).toMatchObject({ status: 2, stdout: "" });
    });

    it("names what the report could not judge, and calls it neither new nor old", async () => {
        rules("status-allowed: mandatory, memory-minimum: { minimum: 1 }");
        const manifest = { name: "img-gen", version: "4.0", device_requirements: {} };
        write("manifest.json", JSON.stringify(manifest));
        const args = ["check", "--manifest", "manifest.json", "--report", `json=${REPORT}`];
        expect((await run(args)).status).toBe(0);
        const { status, stdout, stderr } = await since([app([], { status: "inactive" })]);
        expect(stdout).toMatch(
            /^Found now, could not be judged before \(1\)\n {2}img-gen@4\.0: status-allowed \(mandatory\)\n/m,
        );
        expect(stdout).toContain("Apps: 0 newly fail, 0 fixed, 0 still fail, 0 still pass.");
        expect(stderr).toContain(
            "Not judged by these rules, since what the report report.json is of does not tell what is in brackets: status-allowed (status).\n",
        );
        expect(status).toBe(1);
    });

    it.each([
        ["is cut off", (text: string) => text.slice(0, -40), "not JSON"],
        ["is empty", () => "", "empty"],
        [
            "lacks the findings",
            (text: string) => text.replace('"findings"', '"others"'),
            "findings",
        ],
        [
            "lacks what could not be judged",
            (text: string) => text.replace('"unjudged"', '"others"'),
            "unjudged",
        ],
        [
            "is of a newer version",
            (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
            "written by a newer version (its schemaVersion is 2, and this one knows 1)",
        ],
        [
            "has no version",
            (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": "x"'),
            "schemaVersion",
        ],
        ["is a list of findings", () => "[]", "a list, as check --json writes it"],
        ["is of another kind", () => "{}", "neither a snapshot nor a report of the format json"],
        [
            "is of another format",
            () => '{"$schema": "https://x/sarif-2.1.0.json", "runs": []}',
            "neither a snapshot nor a report of the format json",
        ],
        [
            "says no more which format it is",
            (text: string) => text.replace('"$schema"', '"schema"'),
            "neither a snapshot nor a report of the format json",
        ],
    ])("is refused where it %s", async (_what, change, problem) => {
        rules(ALLOW);
        await check([app(["H100"])]);
        write(REPORT, change(readFileSync(join(folder, REPORT), "utf8")));
        const { status, stdout, stderr } = await since([app(["H100"])]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toContain("report.json");
        expect(stderr).toContain(problem);
    });

    it("is refused where its run judged nothing, unless that is allowed", async () => {
        rules("gpu-allowed: disabled");
        write(TODAY, formatSnapshot([app(["H100"])]));
        await run(["check", "--snapshot", TODAY, "--report", `json=${REPORT}`]);
        expect(read()).toHaveProperty("emptiness");
        rules(ALLOW);
        const { status, stdout, stderr } = await since([app(["H100"])]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
        expect(stderr).toBe(
            "Nothing was compared: the report report.json is of a run that judged nothing. With --allow-empty, that is no error\n",
        );
        expect((await since([app(["H100"])], "--allow-empty")).status).toBe(1);
    });

    it("takes members that a later version writes", async () => {
        rules(ALLOW);
        await check([app(["H100"])]);
        write(REPORT, JSON.stringify({ ...read(), later: [1] }));
        expect((await since([app(["H100"])])).status).toBe(0);
    });
});

describe.each([
    ["a report", check],
    ["a snapshot", (apps: AppRecord[]) => write(REPORT, formatSnapshot(apps))],
])("bytenite-policies diff --since, of %s", (_what, before) => {
    it("takes a finding with another value for a new one", async () => {
        rules(ALLOW);
        await before([app(["H100"])]);
        const { status, stdout } = await since([app(["B200", "H100"])]);
        expect(stdout).toMatch(/^Newly refused \(1\)\n.*\n {4}img-gen@4\.0 lists "B200"/);
        expect(stdout).toContain(
            "Counts no more (1)\n  img-gen@4.0: gpu-allowed (mandatory): it is found with another value\n",
        );
        expect(status).toBe(1);
    });

    it.each([["B200"], ["H100"]])("hides no second app of a tag, with a %s", async (gpu) => {
        rules(ALLOW);
        await before([app(["H100"], { id: "1" })]);
        const { status, stdout } = await since([
            app(["H100"], { id: "1" }),
            app([gpu], { id: "2" }),
        ]);
        expect(stdout).toMatch(/^Newly refused \(1\)\n/);
        expect(stdout).toContain("1 finding as before.");
        expect(status).toBe(1);
    });
});
