import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lookUpLines } from "./lookUpLines";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bytenite lines "));
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write(
        "bytenite.lock.json",
        JSON.stringify(
            {
                apps: {
                    "img-gen": { name: "img-gen", version: "4.0" },
                    "a@1.0": { name: "a", version: "1.0" },
                },
            },
            undefined,
            2,
        ),
    );
    write(
        "Pulumi.prod.yaml",
        "config:\n  bytenite-apps:tags:\n    - a@1.0\n    - render=img-gen\n  shop:app: a@1.0\n  a@1.0: other\n",
    );
    write("Pulumi.dev.yaml", "config: { shop:tags: [a@1.0] }\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const linesOf = (tag: string, stack?: string, environment = {}, from = folder) =>
    lookUpLines(
        from,
        environment,
        stack === undefined ? undefined : { project: "shop", stack },
    )(tag).map(({ file, line, column }) => `${file.slice(folder.length + 1)}:${line}:${column}`);

describe("lookUpLines", () => {
    it.each<[string, string | undefined, string[]]>([
        [
            "a@1.0",
            "prod",
            ["bytenite.lock.json:7:5", "Pulumi.prod.yaml:3:7", "Pulumi.prod.yaml:5:13"],
        ],
        ["a@1.0", "dev", ["bytenite.lock.json:7:5", "Pulumi.dev.yaml:1:23"]],
        [
            "a@1.0",
            undefined,
            [
                "bytenite.lock.json:7:5",
                "Pulumi.dev.yaml:1:23",
                "Pulumi.prod.yaml:3:7",
                "Pulumi.prod.yaml:5:13",
            ],
        ],
        ["img-gen", "prod", ["bytenite.lock.json:3:5", "Pulumi.prod.yaml:4:7"]],
        // A catalogue knows it by its own tag.
        ["img-gen@4.0", "prod", ["bytenite.lock.json:3:5"]],
        ["other", "test", []],
        ["constructor", "prod", []],
    ])("finds %s for the stack %s", (tag, stack, lines) => {
        expect(linesOf(tag, stack)).toEqual(lines);
    });

    it("looks beside the project, from a folder below it too, and where BYTENITE_LOCK_FILE says", () => {
        mkdirSync(join(folder, "src"));
        expect(linesOf("img-gen", "prod", {}, join(folder, "src"))).toEqual(
            linesOf("img-gen", "prod"),
        );
        write("other.json", '{"apps":{"img-gen":{}}}');
        expect(linesOf("img-gen", "dev", { BYTENITE_LOCK_FILE: "other.json" })).toEqual([
            "other.json:1:10",
        ]);
    });

    it.each(["", "nope", "[]", '{"apps":null}', '{"apps":{"a@1.0":null}}'])(
        "passes over a lock file that is none: %j",
        (text) => {
            write("bytenite.lock.json", text);
            write("Pulumi.prod.yaml", "config:\n  x: a@1.0\n  bad: [\n");
            expect(linesOf("a@1.0", "dev")).toEqual(["Pulumi.dev.yaml:1:23"]);
            rmSync(join(folder, "bytenite.lock.json"));
            expect(linesOf("a@1.0", "dev")).toEqual(["Pulumi.dev.yaml:1:23"]);
        },
    );
});
