import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort";
import { REPOSITORY } from "./isolation";
import { copyPostgresql } from "./postgresqlPrograms";
import type { StateStore } from "./stack";

export const DATABASE_PASSWORD = "canary-database-password-8d41";

const READ_ROWS = join(REPOSITORY, "dev/support/postgresqlRows.mjs");
const LARGEST_CONTENT_BYTES = 200 * 1024 * 1024;

/** A PostgreSQL server on a port of its own, with one empty database for Pulumi's states. */
export class PostgresqlServer implements StateStore {
    private constructor(
        private readonly folder: string,
        private readonly server: ChildProcess,
        readonly url: string,
    ) {}

    /** Throws if there is no PostgreSQL for this platform, or it does not start. */
    static async start(): Promise<PostgresqlServer> {
        const account = unprivilegedAccount();
        // The folder that root has for temporary files may be closed to everybody else.
        const parent = account ? "/tmp" : tmpdir();
        const folder = await mkdtemp(join(parent, "bytenite-postgresql-"));
        try {
            const programs = copyPostgresql(join(folder, "postgresql"));
            const passwordFile = join(folder, "password");
            await writeFile(passwordFile, DATABASE_PASSWORD);
            if (account) {
                execFileSync("chown", ["-R", `${account.uid}:${account.gid}`, folder]);
            }
            const options = { cwd: folder, ...account };
            const data = join(folder, "data");
            execFileSync(
                join(programs, "initdb"),
                [
                    ...["--pgdata", data, "--username", "pulumi", "--pwfile", passwordFile],
                    ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale"],
                    "--no-sync",
                ],
                { ...options, stdio: "pipe" },
            );
            const port = await freePort();
            const server = await startServer(
                join(programs, "postgres"),
                ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", "", "-F"],
                options,
            );
            const url = `postgres://pulumi:${DATABASE_PASSWORD}@127.0.0.1:${port}/postgres?sslmode=disable`;
            return new PostgresqlServer(folder, server, url);
        } catch (error) {
            await rm(folder, { recursive: true });
            throw error;
        }
    }

    content(): string {
        return execFileSync(process.execPath, [READ_ROWS, this.url], {
            encoding: "utf8",
            maxBuffer: LARGEST_CONTENT_BYTES,
        });
    }

    async stop(): Promise<void> {
        if (this.server.exitCode === null) {
            const ended = new Promise((resolve) => this.server.once("exit", resolve));
            // To PostgreSQL it means: end now, without waiting for those that are connected.
            this.server.kill("SIGINT");
            await ended;
        }
        await rm(this.folder, { recursive: true });
    }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedAccount(): { uid: number; gid: number } | undefined {
    if (process.getuid?.() !== 0) return undefined;
    const idOf = (kind: string) =>
        Number(execFileSync("id", [kind, "nobody"], { encoding: "utf8" }));
    return { uid: idOf("-u"), gid: idOf("-g") };
}

async function startServer(
    program: string,
    args: string[],
    options: SpawnOptions,
): Promise<ChildProcess> {
    const server = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    await new Promise<void>((started, failed) => {
        server.stderr.setEncoding("utf8").on("data", (text: string) => {
            log += text;
            if (log.includes("ready to accept connections")) started();
        });
        server.once("error", failed);
        server.once("exit", () => failed(new Error(`PostgreSQL did not start:\n${log}`)));
    });
    return server;
}
