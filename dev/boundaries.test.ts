import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import boundaries from "./boundaries.cjs";

const CONFIGURATION = join(__dirname, "boundaries.cjs");
const CRUISER = join(__dirname, "../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

/** An import that is refused, for each border. */
const PLANTED: Record<string, [from: string, to: string]> = {
    "no-circle": ["provider/one.ts", "provider/one.ts"],
    "core-knows-no-product": ["core/client/client.ts", "provider/app/app.ts"],
    "model-is-the-ground": ["core/model/tag.ts", "core/documents/path.ts"],
    "documents-know-no-client": ["core/documents/path.ts", "core/client/errors.ts"],
    "products-know-core-only": ["policies/judging/judge.ts", "provider/index.ts"],
    "emulator-makes-its-own-mistakes": ["emulator/listQuery.ts", "core/client/answers/parse.ts"],
    "rules-are-pure": ["policies/rules/gpu-age/rule.ts", "node:fs"],
    "judging-knows-no-door": ["policies/judging/judge.ts", "policies/doors/state/state.ts"],
    "packages-declare-what-they-import": ["core/documents/path.test.ts", "undeclared"],
};

describe("the borders between rooms", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-borders-"));
    const below = (path: string) => join(folder, path);
    let found: string;
    beforeAll(() => {
        write("tsconfig.test.json", "{}");
        write("core/package.json", "{}");
        write("node_modules/undeclared/package.json", JSON.stringify({ types: "index.d.ts" }));
        write("node_modules/undeclared/index.d.ts", "export const fine: true;\n");
        for (const [from, to] of Object.values(PLANTED)) plant(from, to);
        plant("policies/judging/judge.ts", "core/model/fine.ts");
        // Once over all: a start costs more than what there is to look at.
        const words = [
            CRUISER,
            "--config",
            CONFIGURATION,
            "core",
            "provider",
            "policies",
            "emulator",
        ];
        const options = { cwd: folder, env: process.env, encoding: "utf8" } as const;
        found = spawnSync(process.execPath, words, options).stdout;
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    function write(path: string, text: string): void {
        mkdirSync(dirname(below(path)), { recursive: true });
        appendFileSync(below(path), text);
    }

    /** Plants a type import of a file, of a module, or of a file that imports it in turn. */
    function plant(from: string, to: string): void {
        const isCircle = from === to;
        const path = isCircle ? join(dirname(from), "other.ts") : to;
        const isRelative = path.includes("/");
        const name = isRelative ? `./${relative(dirname(from), path).replace(/\.ts$/, "")}` : path;
        write(from, `import type {} from "${name}";\n`);
        if (isCircle) write(path, `import type {} from "./${basename(from, ".ts")}";\n`);
        else if (isRelative) write(path, "");
    }

    it.each(Object.entries(PLANTED))("%s", (rule, [from]) => {
        expect(found).toContain(`error ${rule}: ${from} → `);
    });

    it("are all planted here", () => {
        expect(Object.keys(PLANTED)).toEqual(boundaries.forbidden?.map(({ name }) => name));
    });

    it("leave alone all else, as what points down", () => {
        expect(found).toContain(` ${Object.keys(PLANTED).length} dependency violations`);
    });
});
