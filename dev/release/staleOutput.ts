import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

const DECLARATION = /\.d\.ts$/;
/** The last line of what the compiler writes. A bundle under the name of a source that is gone has none. */
const COMPILED = /^\/\/# sourceMappingURL=\S+\s*$/m;

/**
 * Removes from a package's dist/ what the compiler once made of a source that is gone: `tsc --build` leaves it there,
 * and it would be packed.
 */
export async function removeStaleOutput(folder: string): Promise<void> {
    const dist = join(folder, "dist");
    const files = await readdir(dist, { recursive: true });
    const stale = files
        .filter((file) => DECLARATION.test(file))
        .map((file) => file.replace(DECLARATION, ""))
        .filter((name) => !existsSync(join(folder, `${name}.ts`)));
    for (const name of stale) {
        const path = join(dist, name);
        const script = await readFile(`${path}.js`, "utf8").catch(() => "");
        const outputs = [
            ".js.map",
            ".d.ts",
            ".d.ts.map",
            ...(COMPILED.test(script) ? [".js"] : []),
        ];
        for (const suffix of outputs) await rm(path + suffix, { force: true });
    }
}
