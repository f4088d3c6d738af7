import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { appRecord } from "../appRecord.testSupport";
import { state, useCommand } from "../commandLine/commandLine.testSupport";
import { doors } from ".";
import { formatSnapshot } from "./snapshot/snapshot";

const { folder, rulesFile, run } = useCommand();
const app = appRecord({ gpu: ["H100"], minMemory: 4 });
const manifest = { name: "img-gen", version: "4.0", device_requirements: { gpu: ["H100"] } };
const { tag: _tag, schemaVersion: _schemaVersion, ...facts } = app;
const lock = {
    schemaVersion: 1,
    apps: { "img-gen@4.0": { ...facts, lockedAt: "2026-01-01T00:00:00Z" } },
};

beforeEach(() => {
    write("state.json", state);
    write("snapshot.json", formatSnapshot([app]));
    write("bytenite.lock.json", JSON.stringify(lock, undefined, 2));
    write("a/manifest.json", JSON.stringify(manifest, undefined, 2));
    write("b/manifest.json", JSON.stringify({ ...manifest, name: "other" }));
});

function write(file: string, text: string): void {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
}

const tagsOf = (stdout: string) => [
    ...new Set((JSON.parse(stdout) as { tag: string; rule: string }[]).map(({ tag }) => tag)),
];

describe("the options that say where apps come from", () => {
    it.each<[string[], string[]]>([
        [["state.json"], ["img-gen@4.0", "looked-up@1.0"]],
        [
            ["--state", "state.json"],
            ["img-gen@4.0", "looked-up@1.0"],
        ],
        [["--snapshot", "snapshot.json"], ["img-gen@4.0"]],
        [["--lock", "bytenite.lock.json"], ["img-gen@4.0"]],
        [["--manifest", "a/manifest.json"], ["img-gen@4.0"]],
        [
            ["--manifest", "a/manifest.json", "b/manifest.json"],
            ["img-gen@4.0", "other@4.0"],
        ],
        [
            ["--manifest", "a/manifest.json", "--manifest", "b/manifest.json"],
            ["img-gen@4.0", "other@4.0"],
        ],
        [["--manifest", "*/manifest.json", "!b/*", "--stack", "shop/dev"], ["img-gen@4.0"]],
    ])("%j", async (args, tags) => {
        const { status, stdout } = await run(["check", "--json", ...args]);
        expect([status, tagsOf(stdout)]).toEqual([expect.any(Number), tags]);
    });

    it.each([["-"], ["--state", "-"], []])(
        "takes a state from standard input: %j",
        async (...args) => {
            expect(tagsOf((await run(["check", "--json", ...args], state)).stdout)).toEqual([
                "img-gen@4.0",
                "looked-up@1.0",
            ]);
        },
    );

    it("takes a snapshot from standard input", async () => {
        const { stdout, stderr } = await run(
            ["check", "--json", "--snapshot", "-"],
            formatSnapshot([app]),
        );
        expect(tagsOf(stdout)).toEqual(["img-gen@4.0"]);
        expect(stderr).toMatch(/^The snapshot on standard input was judged/);
    });

    it("judges by the stack that --stack names", async () => {
        const level = async (...args: string[]) =>
            (await run(["check", "--manifest", "a/manifest.json", ...args])).status;
        expect([
            await level(),
            await level("--stack", "shop/prod"),
            await level("--stack", "shop/dev"),
        ]).toEqual([0, 1, 0]);
    });

    it.each<[string[], string]>([
        [
            ["state.json", "--catalogue"],
            "Give one source of apps at a time, not state.json and --catalogue\n",
        ],
        [
            ["--lock", "x", "--snapshot", "y", "--tag", "z"],
            "Give one source of apps at a time, not --lock and --snapshot and --tag\n",
        ],
        [
            ["state.json", "--state", "state.json"],
            "Give one source of apps at a time, not state.json and --state\n",
        ],
        [
            ["--lock", "x", "--endpoint", "http://x"],
            "--endpoint says where ByteNite is asked, which only --catalogue and --tag do\n",
        ],
        [["--lock", "none.json"], "none.json: there is no such file\n"],
        [["--snapshot", "none.json"], "none.json: there is no such file\n"],
        [["--state", "a"], "a: a folder, not a file\n"],
        [
            ["--manifest", "a"],
            "a: a folder, not a file. Give the manifest in it: a/manifest.json\n",
        ],
        [["--manifest", "none.json", "x*"], '"x*" matches no file\n'],
    ])("refuses %j", async (args, message) => {
        expect(await run(["check", ...args])).toEqual({ status: 2, stdout: "", stderr: message });
    });

    it("refuses a corrupt lock file as the provider does", async () => {
        write("bytenite.lock.json", '{"schemaVersion": 1, "apps": {');
        expect(await run(["check", "--lock", "bytenite.lock.json"])).toMatchObject({
            status: 2,
            stderr: expect.stringMatching(
                /^bytenite\.lock\.json is incomplete: its end is missing\. Restore it from version control, or delete it/,
            ) as string,
        });
    });

    it("tells what is wrong in all manifests at once", async () => {
        write("b/manifest.json", "{");
        write("c/manifest.json", JSON.stringify(manifest));
        expect((await run(["check", "--manifest", "*/manifest.json"])).stderr.split("\n")).toEqual([
            expect.stringMatching(/^b\/manifest\.json.*: not JSON/),
            "c/manifest.json: is img-gen@4.0, as a/manifest.json is. Only one of them can be pushed: leave the other out",
            "",
        ]);
        rmSync(join(folder, "c"), { recursive: true });
    });
});

describe("--manifest, with rules that need what no manifest tells", () => {
    const rulesOf = (...names: string[]) =>
        writeFileSync(
            rulesFile,
            `rules:\n  all: disabled\n${names.map((name) => `  ${name}: mandatory\n`).join("")}`,
        );

    it("names them, and judges by the others", async () => {
        rulesOf("status-allowed", "memory-required");
        const { status, stdout, stderr } = await run([
            "check",
            "--json",
            "--manifest",
            "a/manifest.json",
        ]);
        expect(status).toBe(1);
        expect((JSON.parse(stdout) as { rule: string }[]).map(({ rule }) => rule)).toEqual([
            "memory-required",
        ]);
        expect(stderr.split("\n")[1]).toBe(
            "Not judged by these rules, since a manifest does not tell what is in brackets: status-allowed (status).",
        );
    });

    it("fails where no rule is left that judges", async () => {
        rulesOf("status-allowed", "app-private");
        const { status, stderr } = await run(["check", "--manifest", "a/manifest.json"]);
        expect(status).toBe(2);
        expect(stderr).toContain(
            "Nothing was judged: each rule that runs needs a fact that nothing here tells.",
        );
        expect(
            (await run(["check", "--manifest", "a/manifest.json", "--allow-empty"])).status,
        ).toBe(0);
    });

    it("names what is no app, and fails where nothing else is there", async () => {
        write("b/manifest.json", '{"name": "fanout", "version": "0.1", "type": "partitioner"}');
        const { status, stderr } = await run(["check", "--manifest", "b/*"]);
        expect(status).toBe(2);
        expect(stderr).toMatch(
            /^b\/manifest\.json: of the type "partitioner", no app: not judged\n/,
        );
        expect(stderr).toContain("Nothing was judged: none of the manifests is an app's.");
    });

    it("judges what is an app by another spelling, and refuses a type that nobody knows", async () => {
        const ofType = (type: string) =>
            write("b/manifest.json", JSON.stringify({ ...manifest, name: "other", type }));
        ofType("App");
        expect(tagsOf((await run(["check", "--json", "--manifest", "b/*"])).stdout)).toEqual([
            "other@4.0",
        ]);
        ofType("application");
        const { status, stdout, stderr } = await run(["check", "--json", "--manifest", "*/m*"]);
        expect([status, stdout]).toEqual([2, ""]);
        expect(stderr).toContain("b/manifest.json:1: type must be one of app, partitioner");
    });
});

describe("the places that doors know", () => {
    const context = { folder, environment: {}, tell: () => undefined, progress: () => undefined };
    const placesOf = async (name: string, file: string, fields: readonly string[]) => {
        const shown = await doors.get(name)?.open([file], context);
        const lines = readFileSync(join(folder, file), "utf8").split("\n");
        return fields.map((field) => {
            const {
                file: found,
                line = 0,
                column = 0,
            } = shown?.placeOf?.("img-gen@4.0", field) ?? {};
            expect(found).toBe(join(folder, file));
            return lines[line - 1]?.slice(column - 1).replace(/[:,{[].*/, "");
        });
    };

    it.each([
        ["snapshot", "snapshot.json", ['"gpu"', '"status"', '"deviceRequirements"', "", '"tag"']],
        [
            "lock",
            "bytenite.lock.json",
            ['"gpu"', '"status"', '"deviceRequirements"', '"img-gen@4.0"', '"img-gen@4.0"'],
        ],
        [
            "manifest",
            "a/manifest.json",
            ['"gpu"', '"name"', '"device_requirements"', '"name"', '"version"'],
        ],
    ])("of a %s are those of the facts, or of what they would be in", async (name, file, keys) => {
        const fields = [
            "deviceRequirements.gpu",
            "status",
            "deviceRequirements.minCpu",
            "apps",
            "tag",
        ];
        expect(await placesOf(name, file, fields)).toEqual(keys);
    });
});
