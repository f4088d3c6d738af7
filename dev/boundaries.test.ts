import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "bytenite-borders-"));
        write("tsconfig.test.json", "{}");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function write(path: string, text: string): void {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }

    /** Plants a type import, and says what is found. */
    function plant(from: string, to: string): string {
        const isRelative = to.includes("/");
        const path = !isRelative ? to : `${"../".repeat(from.split("/").length - 1)}${to}`;
        if (to === "undeclared") {
            write("core/package.json", "{}");
            write(`node_modules/${to}/package.json`, JSON.stringify({ types: "index.d.ts" }));
            write(`node_modules/${to}/index.d.ts`, "export const fine: true;\n");
        } else if (to !== from && isRelative) write(to, "export const fine = true;\n");
        const other = join(dirname(from), "other.ts");
        const [first, second] = from === to ? [from, other] : [from, undefined];
        const name = second ? "./other" : path.replace(/\.ts$/, "");
        write(first, `import type * as it from "${name}";\nexport type It = typeof it;\n`);
        if (second)
            write(second, 'import type * as it from "./one";\nexport type It = typeof it;\n');
        const words = [CRUISER, "--config", CONFIGURATION, first.split("/")[0] ?? ""];
        return spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" }).stdout;
    }

    it.each(Object.entries(PLANTED))("%s", (rule, [from, to]) => {
        expect(plant(from, to)).toContain(`error ${rule}: ${from}`);
    });

    it("are all planted here", () => {
        expect(Object.keys(PLANTED)).toEqual(boundaries.forbidden?.map(({ name }) => name));
    });

    it("leave alone what points down", () => {
        expect(plant("policies/judging/judge.ts", "core/model/tag.ts")).toContain(
            "no dependency violations",
        );
    });
});
