import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { freePort } from "./freePort";
import { REPOSITORY } from "./stack";

interface Specification {
    servers: unknown;
    paths: Record<string, { servers?: unknown }>;
}

/**
 * Prism, an implementation of the OpenAPI document that is not ours. `mock` answers by itself, `proxy`
 * checks what an upstream answers.
 */
export class Prism {
    private constructor(
        private readonly child: ChildProcess,
        private readonly folder: string,
        /** Base URL, in the place of https://api.bytenite.com/v1. */
        readonly url: string,
        private readonly log: string[],
    ) {}

    static mock(...options: string[]): Promise<Prism> {
        return Prism.start((file, port) => ["mock", ...options, "--port", port, "--errors", file]);
    }

    static proxy(upstream: string): Promise<Prism> {
        return Prism.start((file, port) => ["proxy", "--port", port, file, upstream]);
    }

    private static async start(
        toArguments: (file: string, port: string) => string[],
    ): Promise<Prism> {
        const folder = await mkdtemp(join(tmpdir(), "bytenite prism "));
        const file = join(folder, "bytenite.yaml");
        await writeFile(file, await specification());
        const port = String(await freePort());
        const command = join(REPOSITORY, "node_modules/@stoplight/prism-cli/dist/index.js");
        const child = spawn(process.execPath, [command, ...toArguments(file, port)], {
            stdio: ["ignore", "pipe", "pipe"],
        });
        const log: string[] = [];
        await new Promise<void>((started, failed) => {
            for (const stream of [child.stdout, child.stderr]) {
                stream.setEncoding("utf8").on("data", (text: string) => {
                    log.push(text);
                    if (text.includes("Prism is listening")) started();
                });
            }
            child.once("exit", () => failed(new Error(`Prism ended: ${log.join("")}`)));
        });
        return new Prism(child, folder, `http://127.0.0.1:${port}`, log);
    }

    /** What Prism said against requests and answers, without time and colour. */
    violations(): string[] {
        // eslint-disable-next-line no-control-regex
        const lines = this.log.join("").replace(/\u001b\[\d+m/g, "");
        return [...lines.matchAll(/Violation: (.*)/g)].map(([, text = ""]) => text);
    }

    async stop(): Promise<void> {
        const ended = new Promise((resolve) => this.child.once("exit", resolve));
        this.child.kill();
        await ended;
        await rm(this.folder, { recursive: true });
    }
}

/** Prism leaves out the path of a server's URL: it goes into the paths. */
async function specification(): Promise<string> {
    const file = join(REPOSITORY, "core/model/openapi/bytenite.openapi.yaml");
    const document = parse(await readFile(file, "utf8")) as Specification;
    const paths = Object.entries(document.paths).map(([path, { servers, ...item }]) => [
        servers === undefined ? `/dev${path}` : path,
        item,
    ]);
    return stringify({
        ...document,
        servers: [{ url: "http://127.0.0.1" }],
        paths: Object.fromEntries(paths) as object,
    });
}
