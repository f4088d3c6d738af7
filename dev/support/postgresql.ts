import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort";
import { findPostgresql } from "./postgresqlPrograms";
import type { StateStore } from "./stack";

export const DATABASE_PASSWORD = "canary-database-password-8d41";

// Pulumi keeps each of its files in a row, in base64: a search in the raw rows would find nothing.
const EVERY_FILE = `select key || E'\\n' || convert_from(decode(data->>'data', 'base64'), 'UTF8')
    from pulumi_state order by key`;
const LARGEST_CONTENT_BYTES = 200 * 1024 * 1024;

/** A PostgreSQL server on a port of its own, with one empty database for Pulumi's states. */
export class PostgresqlServer implements StateStore {
    private constructor(
        private readonly programs: string,
        private readonly folder: string,
        private readonly server: ChildProcess,
        readonly url: string,
    ) {}

    /** Throws if PostgreSQL is not installed and can't be, or does not start. */
    static async start(): Promise<PostgresqlServer> {
        const programs = findPostgresql();
        const account = unprivilegedAccount();
        // The folder that root has for temporary files may be closed to everybody else.
        const parent = account ? "/tmp" : tmpdir();
        const folder = await mkdtemp(join(parent, "bytenite-postgresql-"));
        try {
            const passwordFile = join(folder, "password");
            await writeFile(passwordFile, DATABASE_PASSWORD);
            if (account) {
                for (const path of [folder, passwordFile])
                    await chown(path, account.uid, account.gid);
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
            return new PostgresqlServer(programs, folder, server, url);
        } catch (error) {
            await rm(folder, { recursive: true });
            throw error;
        }
    }

    content(): string {
        return execFileSync(
            join(this.programs, "psql"),
            [this.url, "--no-psqlrc", "--tuples-only", "--no-align", "--command", EVERY_FILE],
            { encoding: "utf8", maxBuffer: LARGEST_CONTENT_BYTES },
        );
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
