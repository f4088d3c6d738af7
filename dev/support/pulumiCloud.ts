import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A pack as `pulumi policy publish` hands it over. */
export interface PublishedPack {
    name: string;
    versionTag: string;
    policies: { name: string; enforcementLevel: string }[];
    /** What npm packed. */
    tarball: Buffer;
}

interface Request {
    method: string;
    path: string;
    body: Buffer;
}

const ORGANISATION = "acme";
const UPDATE = "update-1";

/**
 * The part of Pulumi Cloud's API that publishing a policy pack and previewing stacks under it take, on loopback.
 * It knows every stack, all of them empty, and requires the last pack that was published.
 *
 * Source: the requests and answers of the CLI's own client, pulumi/pkg/backend/httpstate/client.
 */
export class PulumiCloud {
    /** What the policy group sets for the pack: by policy, a level or settings. */
    configuration: Record<string, unknown> = {};
    published: PublishedPack | undefined;
    /** Paths that were asked for and that nothing is known of. */
    readonly unknown: string[] = [];
    downloads = 0;

    private constructor(private readonly server: Server) {}

    static async start(): Promise<PulumiCloud> {
        const server = createServer((incoming, response) => {
            void read(incoming).then((request) => {
                const answer = cloud.answer(request);
                response.statusCode = answer === undefined ? 404 : 200;
                response.end(
                    Buffer.isBuffer(answer)
                        ? answer
                        : JSON.stringify(answer ?? { code: 404, message: "Not Found" }),
                );
            });
        });
        const cloud = new PulumiCloud(server);
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        return cloud;
    }

    /** As PULUMI_BACKEND_URL has it. */
    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** Environment variables that log the CLI in. */
    get environment(): NodeJS.ProcessEnv {
        return { PULUMI_BACKEND_URL: this.url, PULUMI_ACCESS_TOKEN: "a token of the test's" };
    }

    async close(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((closed) => this.server.close(closed));
    }

    private answer({ method, path, body }: Request): object | undefined {
        const on = (wanted: string, pattern: RegExp) =>
            method === wanted ? pattern.exec(path) : null;
        if (on("GET", /^\/api\/user$/)) return { githubLogin: ORGANISATION, organizations: [] };
        if (on("GET", /^\/api\/user\/organizations\/default$/)) {
            return { GitHubLogin: ORGANISATION };
        }
        if (on("GET", /^\/api\/capabilities$/)) return { capabilities: [] };
        if (on("POST", /^\/api\/orgs\/acme\/policypacks$/)) {
            this.published = {
                ...(JSON.parse(body.toString()) as PublishedPack),
                tarball: Buffer.alloc(0),
            };
            return { version: 1, uploadURI: `${this.url}/pack` };
        }
        if (this.published && on("PUT", /^\/pack$/)) {
            this.published.tarball = body;
            return {};
        }
        if (on("POST", /^\/api\/orgs\/acme\/policypacks\/.*\/complete$/)) return {};
        if (on("GET", /^\/pack$/)) {
            this.downloads++;
            return this.published?.tarball;
        }
        if (on("HEAD", /^\/api\/stacks\/acme\/[^/]+$/)) return {};
        if (on("POST", /^\/api\/stacks\/acme\/[^/]+$/)) return {};
        const stack = on("GET", /^\/api\/stacks\/acme\/([^/]+)\/([^/]+)$/);
        if (stack) {
            const [, projectName, stackName] = stack;
            return { orgName: ORGANISATION, projectName, stackName, activeUpdate: "", version: 0 };
        }
        // What is told to be encrypted is no secret here.
        if (on("POST", /\/encrypt$/)) {
            return { ciphertext: (JSON.parse(body.toString()) as { plaintext: string }).plaintext };
        }
        if (on("GET", /\/export$/)) return { version: 3, deployment: {} };
        if (on("POST", /\/preview$/)) {
            return { updateID: UPDATE, requiredPolicies: this.requiredPolicies() };
        }
        if (on("POST", /\/(preview|update)\/update-1$/)) return { version: 1, token: "lease" };
        if (on("POST", /\/(preview|update)\/update-1\/(events\/batch|complete|renew_lease)$/)) {
            return { token: "lease" };
        }
        this.unknown.push(`${method} ${path}`);
        return undefined;
    }

    private requiredPolicies(): object[] {
        if (!this.published) return [];
        const { name, versionTag } = this.published;
        return [
            {
                name,
                versionTag,
                version: 1,
                packLocation: `${this.url}/pack`,
                config: this.configuration,
            },
        ];
    }
}

async function read(incoming: IncomingMessage): Promise<Request> {
    const { method = "", url = "" } = incoming;
    return {
        method,
        path: new URL(url, "http://localhost").pathname,
        body: await buffer(incoming),
    };
}
