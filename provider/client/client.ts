import { compareTexts, compareVersions, parseTag, type AppFacts } from "bytenite-model";
import { Authentication, type Credentials } from "./authentication";
import { InvalidTagError, ResponseError } from "./errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
} from "./parse";
import { Transport, type ApiRequest, type TransportOptions } from "./transport";

/** What ByteNite says about an app's state. */
export interface AppStatus {
    /** The tag that was looked up. */
    tag: string;
    /** active or inactive; ByteNite keeps the list open. */
    status: string;
    /** What ByteNite's status operation adds for a person. Its content is not documented. */
    message: string;
}

/** What ByteNite filters and orders by itself. */
export interface ListQuery {
    /** Public apps only. */
    isPublic?: true;
    /** A field of the API's app object, for example createdAt. */
    orderBy?: string;
}

/** Reads apps. */
export interface AppReader {
    /** The app that a tag names. @throws ByteNiteError, with code NOT_FOUND where nothing has the tag */
    getApp(tag: string): Promise<AppFacts>;
    /** All apps, of all pages, ordered by name and version. @throws ByteNiteError */
    getApps(query: ListQuery): Promise<AppFacts[]>;
    /** The state of the app that a tag names. @throws ByteNiteError */
    getAppStatus(tag: string): Promise<AppStatus>;
}

const PAGE_SIZE = 100;

/**
 * Reads apps from ByteNite. Each distinct look-up is one request for the life of the client, however
 * many ask for it, at once or later.
 */
export class ByteNiteClient implements AppReader {
    private readonly transport: Transport;
    private readonly authentication: Authentication;
    private readonly answers = new Map<string, Promise<unknown>>();

    constructor(
        options: TransportOptions,
        private readonly credentials: Credentials,
    ) {
        this.transport = new Transport(options);
        this.authentication = new Authentication(credentials, async (apiKey) =>
            parseAccessTokenResponse(
                await this.send({
                    method: "POST",
                    path: "/auth/access_token",
                    subject: "an access token",
                    isAboutApp: false,
                    body: { apiKey },
                }),
                "the exchange of the API key",
            ),
        );
    }

    async getApp(tag: string): Promise<AppFacts> {
        const path = appPath(tag);
        return this.once(path, async () =>
            parseAppResponse(await this.get(path, aboutApp(tag)), `GET ${path}`),
        );
    }

    async getApps(query: ListQuery): Promise<AppFacts[]> {
        return this.once(`apps ${JSON.stringify(query)}`, () => this.readAllPages(query));
    }

    async getAppStatus(tag: string): Promise<AppStatus> {
        const path = `${appPath(tag)}/status`;
        const [answer, { status }] = await Promise.all([
            this.once(path, async () =>
                parseGenericResponse(await this.get(path, aboutApp(tag)), `GET ${path}`),
            ),
            // Where the status operation would put the status word is not documented.
            this.getApp(tag),
        ]);
        return { tag, status, message: answer.message };
    }

    private async readAllPages({ isPublic, orderBy }: ListQuery): Promise<AppFacts[]> {
        const apps = new Map<string, AppFacts>();
        let offset = 0;
        for (;;) {
            const page = parseAppListResponse(
                await this.get("/dev/apps", {
                    subject: "the list of apps",
                    isAboutApp: false,
                    query: {
                        "pagination.limit": String(PAGE_SIZE),
                        "pagination.offset": String(offset),
                        ...(isPublic && { isPublic: "true" }),
                        ...(orderBy !== undefined && { orderBy }),
                    },
                }),
                "GET /dev/apps",
            );
            const before = apps.size;
            for (const app of page.apps) apps.set(app.id, app);
            offset += page.apps.length;
            // A page of nothing new would repeat for ever, whatever hasNext says.
            if (page.hasNext !== true || apps.size === before) break;
        }
        return [...apps.values()].sort(compareApps);
    }

    private async get(
        path: string,
        about: Pick<ApiRequest, "subject" | "isAboutApp" | "query">,
    ): Promise<unknown> {
        const request = { method: "GET" as const, path, ...about };
        const authorization = await this.authentication.authorization();
        try {
            return await this.send({ ...request, authorization });
        } catch (error) {
            const refused = error instanceof ResponseError && error.code === "UNAUTHENTICATED";
            if (!refused || !(await this.authentication.reject(authorization))) throw error;
            return this.send({
                ...request,
                authorization: await this.authentication.authorization(),
            });
        }
    }

    private send(request: Omit<ApiRequest, "secrets">): Promise<unknown> {
        const held = [request.authorization, ...Object.values(this.credentials)];
        const secrets = held.filter((secret): secret is string => Boolean(secret));
        return this.transport.send({ ...request, secrets });
    }

    private once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
        const known = this.answers.get(key) as Promise<Answer> | undefined;
        if (known) return known;
        const answer = ask();
        this.answers.set(key, answer);
        return answer;
    }
}

/** Orders apps by name and version: ByteNite documents no order of its own. */
export function compareApps(a: AppFacts, b: AppFacts): number {
    return (
        compareTexts(a.name, b.name) ||
        compareVersions(a.version, b.version) ||
        compareTexts(a.id, b.id)
    );
}

function aboutApp(tag: string): Pick<ApiRequest, "subject" | "isAboutApp"> {
    return { subject: `the tag "${tag}"`, isAboutApp: true };
}

function appPath(tag: string): string {
    const parsed = parseTag(tag);
    if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
    return `/dev/apps/${encodeURIComponent(tag)}`;
}
