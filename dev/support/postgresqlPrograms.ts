import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const PROGRAMS = ["initdb", "postgres", "psql"];
const DEBIAN_FOLDER = "/usr/lib/postgresql";
const DEBIAN_CLUSTERS = "/etc/postgresql-common/createcluster.conf";

/**
 * The folder with PostgreSQL's programs: one of PATH, else the newest of Debian's packages, which are not
 * on PATH. Root on Debian, as in a container of a pipeline, gets them installed. Throws how to install them.
 */
export function findPostgresql(): string {
    let folder = find();
    if (folder === undefined && mayInstall()) {
        install();
        folder = find();
    }
    if (folder === undefined) {
        throw new Error(
            `These tests need PostgreSQL (${PROGRAMS.join(", ")}). Install it: apt-get install postgresql (Debian, Ubuntu) or brew install postgresql (macOS).`,
        );
    }
    return folder;
}

function find(): string | undefined {
    const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
    const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
    return [
        ...(process.env.PATH ?? "").split(delimiter),
        ...newestFirst.map((version) => join(DEBIAN_FOLDER, version, "bin")),
    ].find((folder) => PROGRAMS.every((program) => existsSync(join(folder, program))));
}

function mayInstall(): boolean {
    return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function install(): void {
    // Else the package makes a cluster and starts a server that nobody asked for.
    if (!existsSync(DEBIAN_CLUSTERS)) {
        mkdirSync(dirname(DEBIAN_CLUSTERS), { recursive: true });
        writeFileSync(DEBIAN_CLUSTERS, "create_main_cluster = false\n");
    }
    const options = {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        stdio: "pipe",
    } as const;
    execFileSync("apt-get", ["update"], options);
    execFileSync("apt-get", ["install", "--yes", "--no-install-recommends", "postgresql"], options);
}
