import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export const TOKEN = "canary-forge-token-90c1";
const US = 42;

/** A comment on GitHub, a note on GitLab. */
interface ForgeComment {
    id: number;
    body: string;
    user: { login: string };
    author: { id: number };
}

/** The parts of GitHub's and GitLab's API that write comments: of acme/apps, number 7. */
export interface Forge {
    url: string;
    comments: ForgeComment[];
    /** Method and path of each request that changes something. */
    changes: string[];
    /** What every request that changes something, or any, is answered with instead. */
    failure: { on: "changes" | "all"; status: number; body: string } | undefined;
    add: (body: string, isOurs: boolean) => void;
    close: () => Promise<void>;
}

const LISTS = ["/repos/acme/apps/issues/7/comments", "/projects/1/merge_requests/7/notes"];
const ONE =
    /^(?:\/repos\/acme\/apps\/issues\/comments|\/projects\/1\/merge_requests\/7\/notes)\/(\d+)$/;

export async function startForge(): Promise<Forge> {
    const forge: Forge = {
        url: "",
        comments: [],
        changes: [],
        failure: undefined,
        add: (body, isOurs) =>
            void forge.comments.push({
                id: forge.comments.length + 1,
                body,
                user: { login: isOurs ? "github-actions[bot]" : "somebody" },
                author: { id: isOurs ? US : 1 },
            }),
        close: () => new Promise((closed) => server.close(() => closed())),
    };
    const server = createServer((request, response) => void answer(forge, request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    forge.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return forge;
}

async function answer(forge: Forge, request: IncomingMessage, response: ServerResponse) {
    const { method = "", url = "", headers } = request;
    const { pathname, searchParams } = new URL(url, forge.url);
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const reply = (status: number, body: unknown) =>
        response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    const isKnown =
        headers.authorization === `Bearer ${TOKEN}` || headers["private-token"] === TOKEN;
    if (!isKnown) return reply(401, { message: "Bad credentials" });
    const { failure } = forge;
    if (failure && (failure.on === "all" || method !== "GET")) {
        return reply(failure.status, failure.body);
    }
    if (method !== "GET") forge.changes.push(`${method} ${pathname}`);
    if (pathname === "/user") return reply(200, { id: US });
    const { body } = (text === "" ? {} : JSON.parse(text)) as { body?: string };
    if (LISTS.includes(pathname)) {
        if (method === "POST") {
            forge.add(body ?? "", true);
            return reply(201, forge.comments.at(-1));
        }
        const size = Number(searchParams.get("per_page"));
        const from = (Number(searchParams.get("page")) - 1) * size;
        return reply(200, forge.comments.slice(from, from + size));
    }
    const one = forge.comments.find(({ id }) => String(id) === ONE.exec(pathname)?.[1]);
    if (!one || method !== (pathname.startsWith("/repos") ? "PATCH" : "PUT")) {
        return reply(404, { message: "Not Found" });
    }
    one.body = body ?? "";
    return reply(200, one);
}
