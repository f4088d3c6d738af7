import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { app as definition } from "../../dev/support/emulator";
import { appRecord } from "../appRecord.testSupport";
import { useLiveCommand } from "../doors/live.testSupport";
import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { APP_SELECTION_RESOURCE_TYPE } from "../judging/kinds/appSelection";

const NAMES = ["alone", "by-tag", "in-output", "member", "test-one"];
const live = useLiveCommand({
    catalogue: {
        apps: NAMES.map((name) => definition(name, { deviceRequirements: { gpu: ["T4"] } })),
    },
});

const named = (name: string, version = "1.0") => {
    const {
        tag,
        schemaVersion: _,
        id: _id,
        ...facts
    } = appRecord({ gpu: ["T4"] }, { tag: `${name}@${version}`, name, version });
    return { tag, facts };
};
const APP = named("by-tag");
const MEMBER = named("member");

/** The state of a stack with an App, a selection, and an output. */
function stateOf(stack: string, ...resources: object[]): string {
    const urn = (type: string, name: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;
    const root = {
        urn: urn("pulumi:pulumi:Stack", `shop-${stack}`),
        type: "pulumi:pulumi:Stack",
        outputs: { looked: { ...named("in-output").facts, tag: "in-output", id: "" } },
    };
    const given = resources.map((each, index) => {
        const { type } = each as { type: string };
        return { urn: urn(type, `resource-${index}`), ...each };
    });
    return JSON.stringify({ version: 3, deployment: { resources: [root, ...given] } });
}

const app = { type: APP_RESOURCE_TYPE, inputs: { tag: APP.tag, ...APP.facts } };
const selection = {
    type: APP_SELECTION_RESOURCE_TYPE,
    inputs: { apps: { [MEMBER.tag]: MEMBER.facts } },
};

const write = (name: string, text: string) => writeFileSync(join(live.folder, name), text);
const run = (...args: string[]) => live.run(["uncovered", ...args]);

beforeEach(() => {
    write("prod.json", stateOf("prod", app));
    write("dev.json", stateOf("dev", selection));
});

describe("bytenite-policies uncovered", () => {
    it("lists what no App and no selection of the stacks has", async () => {
        const { status, stdout, stderr } = await run("--state", "prod.json", "dev.json");
        expect(stdout).toBe(`app            status  user      GPUs  only an output of
alone@1.0      active  emulator  T4
in-output@1.0  active  emulator  T4    shop/dev, shop/prod
test-one@1.0   active  emulator  T4

3 of 5 apps are in no App and no AppSelection.
`);
        expect(stderr).toBe(
            `The catalogue at ${live.emulator.url}: 5 apps looked for in 2 stacks with 2 apps.\n`,
        );
        expect(status).toBe(1);
    });

    it("takes globs of states, and leaves out what it is told to", async () => {
        const { status, stdout, stderr } = await run(
            ...["--state", "*.json", "--ignore", "alone", "test-*@1.0", "nobody-*"],
            ...["--json"],
        );
        expect(JSON.parse(stdout)).toMatchObject({
            schemaVersion: 1,
            stacks: [
                { stack: "shop/dev", apps: 1 },
                { stack: "shop/prod", apps: 1 },
            ],
            apps: 3,
            uncovered: [{ app: "in-output@1.0", gpu: ["T4"], outputOf: ["shop/dev", "shop/prod"] }],
            unknown: [],
        });
        expect(stderr).toContain('--ignore "nobody-*" fits no app. Check whether it is spelled');
        expect(status).toBe(1);
    });

    it("succeeds where every app is covered", async () => {
        const { status, stdout } = await run(
            ...["--state", "*.json", "--ignore", "alone", "in-output", "test-one"],
        );
        expect([status, stdout]).toEqual([0, "0 of 2 apps are in no App and no AppSelection.\n"]);
    });

    it("takes another version of the same name, and another id, for another app", async () => {
        const old = named("alone", "0.9");
        const foreign = named("test-one");
        write(
            "prod.json",
            stateOf(
                "prod",
                { type: APP_RESOURCE_TYPE, inputs: { tag: old.tag, ...old.facts } },
                {
                    type: APP_RESOURCE_TYPE,
                    inputs: { tag: foreign.tag, ...foreign.facts, appId: "of somebody else" },
                },
            ),
        );
        const { stdout } = await run("--state", "prod.json", "--json");
        const { uncovered } = JSON.parse(stdout) as { uncovered: { app: string }[] };
        expect(uncovered.map((each) => each.app)).toEqual(NAMES.map((name) => `${name}@1.0`));
    });

    it("says which resource it can't tell", async () => {
        write("prod.json", stateOf("prod", { type: APP_RESOURCE_TYPE, inputs: {} }));
        const { stderr, stdout } = await run("--state", "prod.json");
        expect(stderr).toContain("shop/prod: App resource-0 can't be read, so that nobody knows");
        expect(stdout).toContain("5 of 5 apps");
    });

    it("reads a snapshot in place of the catalogue", async () => {
        await live.run(["snapshot", "--output", "today.snapshot"]);
        await live.emulator.close();
        const { status, stdout, stderr } = await run(
            ...["--snapshot", "today.snapshot", "--state", "prod.json"],
        );
        expect(stderr).toBe(
            "The snapshot today.snapshot: 5 apps looked for in 1 stack with 1 app.\n",
        );
        expect([status, stdout]).toEqual([1, expect.stringContaining("4 of 5 apps are in no")]);
    });

    it.each<[string, string[], RegExp]>([
        ["no state", [], /required option '--state <file\.\.\.>' not specified/],
        ["a glob without a file", ["--state", "none-*.json"], /"none-\*\.json" matches no file/],
        ["a file that is not there", ["--state", "none.json"], /none\.json: there is no such file/],
        [
            "outputs alone",
            ["--state", "outputs.json"],
            /outputs\.json: has outputs only.*pulumi stack export --show-secrets/,
        ],
        [
            "two states of a stack",
            ["--state", "prod.json", "again.json"],
            /again\.json and prod\.json are both states of the stack shop\/prod\. Give the newer/,
        ],
        [
            "a snapshot and an endpoint",
            ["--state", "prod.json", "--snapshot", "x", "--endpoint", "http://127.0.0.1:9"],
            /--endpoint says where ByteNite is asked, which --snapshot does not/,
        ],
        [
            "nothing that is left",
            ["--state", "prod.json", "--ignore", "*"],
            /Nothing was looked for: --ignore leaves every app out\. With --allow-empty/,
        ],
    ])("refuses %s", async (_what, args, message) => {
        if (args.includes("outputs.json")) write("outputs.json", '{"a": 1}');
        if (args.includes("again.json")) write("again.json", stateOf("prod"));
        const { status, stdout, stderr } = await run(...args);
        expect([status, stdout]).toEqual([2, ""]);
        expect(stderr).toMatch(message);
    });

    it("says that ByteNite gives no answer", async () => {
        await live.emulator.close();
        const { status, stdout } = await run("--state", "prod.json");
        expect([status, stdout]).toEqual([3, ""]);
    });
});
