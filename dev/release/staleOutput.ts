import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const DECLARATION = /\.d\.ts$/;
const OUTPUTS = [".js", ".js.map", ".d.ts", ".d.ts.map"];

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
    for (const output of stale.flatMap((name) => OUTPUTS.map((suffix) => name + suffix))) {
        await rm(join(dist, output), { force: true });
    }
}
