import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

const waiver = (rule: string, app: string, expires: string, more = "") =>
    `  - { rule: ${rule}, app: "${app}", reason: r, owner: "${OWNER}", expires: ${expires}${more} }`;
const OWNER = "o\u202e";
const RULES = `rules:
  all: disabled
  gpu-allowed: { allow: [t4] }
  memory-minimum: { minimum: 2 }
  waiver-expiring: { days: 20 }
waivers:
${[
    waiver("gpu-allowed", "img-gen@*", "2026-03-01"),
    waiver("memory-minimum", "img-gen@*", "2026-03-01"),
    waiver("memory-minimum", "looked-up", "2026-02-01"),
    waiver("gpu-allowed", "gone@1.0", "2026-01-14"),
    waiver("gpu-allowed", "dev@1.0", "2026-01-15", ', stacks: ["*/dev"]'),
].join("\n")}
`;
const statuses = (stdout: string) =>
    (JSON.parse(stdout) as { status: string }[]).map(({ status }) => status);

beforeEach(() => writeFileSync(rulesFile, RULES));

describe("bytenite-policies waivers", () => {
    it("lists every waiver by its dates where no apps are given", async () => {
        const { status, stdout, stderr } = await run(["waivers"]);
        expect([status, stderr]).toEqual([0, ""]);
        expect(stdout).toBe(
            [
                "status    rule            app        owner    expires     days left  line",
                "active    gpu-allowed     img-gen@*  o\\u202e  2026-03-01  45         bytenite.rules.yaml:7",
                "active    memory-minimum  img-gen@*  o\\u202e  2026-03-01  45         bytenite.rules.yaml:8",
                "expiring  memory-minimum  looked-up  o\\u202e  2026-02-01  17         bytenite.rules.yaml:9",
                "expired   gpu-allowed     gone@1.0   o\\u202e  2026-01-14  -1         bytenite.rules.yaml:10",
                "expiring  gpu-allowed     dev@1.0    o\\u202e  2026-01-15  0          bytenite.rules.yaml:11",
                "",
                "2 active, 2 expiring, 1 expired",
                "",
            ].join("\n"),
        );
    });

    it("does not pass where there is no rules file", async () => {
        rmSync(rulesFile);
        for (const args of [[], ["--json"], ["--fail-on", "expired"]]) {
            expect(await run(["waivers", ...args])).toEqual({
                status: 2,
                stdout: "",
                stderr: "There is no rules file that could have waivers. Run this in the folder of the Pulumi project, or name the file with --rules\n",
            });
        }
    });

    it("lists those of a stack", async () => {
        const statusesOf = async (stack: string) =>
            statuses((await run(["waivers", "--json", "--stack", stack])).stdout);
        expect(await statusesOf("shop/prod")).toEqual(["active", "active", "expiring", "expired"]);
        expect(await statusesOf("shop/dev")).toHaveLength(5);
    });

    it("says by the days of the same stack which expire soon", async () => {
        const ofProd =
            'environments:\n  prod: { stacks: ["shop/prod"], rules: { waiver-expiring: { days: 50 } } }\n';
        writeFileSync(rulesFile, RULES.replace("waivers:", `${ofProd}waivers:`));
        writeFileSync(join(folder, "state.json"), state);
        const statusesOf = async (...args: string[]) =>
            statuses((await run(["waivers", "--json", ...args])).stdout);
        const ofEvery = ["active", "active", "expiring", "expired", "expiring"];
        expect(await statusesOf()).toEqual(ofEvery);
        expect(await statusesOf("--stack", "shop/dev")).toEqual(ofEvery);
        const [soon, gone] = ["expiring", "expired"];
        expect(await statusesOf("--stack", "shop/prod")).toEqual([soon, soon, soon, gone]);
        expect(await statusesOf("state.json")).toEqual([soon, "unused", soon, gone]);
    });

    it("tells what covers nothing where apps are given", async () => {
        writeFileSync(join(folder, "state.json"), state);
        const { status, stdout } = await run(["waivers", "--json", "--state", "state.json"]);
        expect(status).toBe(0);
        expect(JSON.parse(stdout)).toEqual([
            {
                status: "active",
                rule: "gpu-allowed",
                app: "img-gen@*",
                reason: "r",
                owner: OWNER,
                expires: "2026-03-01",
                daysLeft: 45,
                covered: 1,
                file: "bytenite.rules.yaml",
                line: 7,
            },
            expect.objectContaining({ status: "unused", covered: 0, line: 8 }),
            expect.objectContaining({ status: "expiring", covered: 1 }),
            expect.objectContaining({ status: "expired", covered: 0 }),
        ]);
        expect(stdout).not.toContain("\u202e");
    });

    it.each([
        ["none", "2026-01-15", 0],
        ["expired", "2026-01-13", 0],
        ["expired", "2026-01-15", 1],
        ["expiring", "2025-01-01", 0],
        ["expiring", "2026-01-13", 1],
        ["expiring", "2027-01-13", 1],
    ])("fails on %s, on %s: %d", async (failOn, day, status) => {
        const result = await run(["waivers", "--fail-on", failOn], "", { BYTENITE_TODAY: day });
        expect(result.status).toBe(status);
    });

    it("says that there are none", async () => {
        writeFileSync(rulesFile, "rules: {}\n");
        expect((await run(["waivers"])).stdout).toBe("There are no waivers.\n");
        expect((await run(["waivers", "--json"])).stdout).toBe("[]\n");
    });

    it.each([
        ["one", [["shop/prod"]], "is 1"],
        ["two", [["shop/prod"], ["shop/live"]], "are 2"],
    ])(
        "says that %s is for another stack, and asks about a misspelt one",
        async (_, stacks, many) => {
            const waivers = stacks.map((each) =>
                waiver("gpu-known", "a", "2026-01-01", `, stacks: ${JSON.stringify(each)}`),
            );
            writeFileSync(
                rulesFile,
                `rules: { all: mandatory }\nwaivers:\n${waivers.join("\n")}\n`,
            );
            const args = ["waivers", "--fail-on", "expired", "--stack", "shop/pord"];
            expect(await run(args)).toEqual({
                status: 0,
                stdout: `No waiver is for this stack. For other stacks there ${many}.\n`,
                stderr: 'Check whether you meant this: bytenite.rules.yaml:2: no list of stacks covers the stack "shop/pord", so that only what is for every stack holds; did you mean "shop/prod"?\n',
            });
        },
    );
});
