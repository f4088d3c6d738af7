import { parseTag, type AppFacts } from "bytenite-model";
import { Authentication, type Credentials } from "./authentication";
import { compareApps } from "./compareApps";
import { InvalidResponseError, InvalidTagError, ResponseError } from "./errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
    parseRegistryCredentials,
    type RegistryCredentials,
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
    /**
     * The app that a tag names.
     * @param isFresh whether an answer that is known already won't do
     * @throws ByteNiteError, with code NOT_FOUND where nothing has the tag
     */
    getApp(tag: string, isFresh?: boolean): Promise<AppFacts>;
    /**
     * The credentials of a container registry that ByteNite holds for an app. Never remembered.
     * @throws ByteNiteError
     */
    getRegistryCredentials(tag: string): Promise<RegistryCredentials>;
    /** All apps, of all pages, ordered by name and version. @throws ByteNiteError */
    getApps(query: ListQuery): Promise<AppFacts[]>;
    /** The state of the app that a tag names. @throws ByteNiteError */
    getAppStatus(tag: string): Promise<AppStatus>;
}

const PAGE_SIZE = 100;
const MOST_PAGES = 1000;
const MOST_PASSES = 3;

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

    async getApp(tag: string, isFresh = false): Promise<AppFacts> {
        const path = appPath(tag);
        if (isFresh) this.answers.delete(path);
        return this.once(path, async () =>
            parseAppResponse(await this.get(path, aboutApp(tag)), `GET ${path}`),
        );
    }

    async getRegistryCredentials(tag: string): Promise<RegistryCredentials> {
        const path = appPath(tag);
        return parseRegistryCredentials(await this.get(path, aboutApp(tag)), `GET ${path}`);
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

    /** A list that changes while it is read is read again: an app that moves between pages must not be missed. */
    private async readAllPages(query: ListQuery): Promise<AppFacts[]> {
        const apps = new Map<string, AppFacts>();
        for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
            const { isStable } = await this.readPages(query, apps);
            if (isStable) break;
        }
        return [...apps.values()].sort(compareApps);
    }

    private async readPages(
        { isPublic, orderBy }: ListQuery,
        apps: Map<string, AppFacts>,
    ): Promise<{ isStable: boolean }> {
        const seen = new Set<string>();
        const totals = new Set<number>();
        let isStable = true;
        let offset = 0;
        for (let count = 1; ; count += 1) {
            if (count > MOST_PAGES) {
                throw new InvalidResponseError(
                    `The list of apps has more than ${MOST_PAGES} pages, or no end. Is bytenite:endpoint the address of ByteNite's API?`,
                );
            }
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
            const repeated = page.apps.filter(({ id }) => seen.has(id)).length;
            for (const app of page.apps) {
                seen.add(app.id);
                apps.set(app.id, app);
            }
            if (page.total !== undefined) totals.add(page.total);
            // A page of nothing new would repeat for ever, whatever hasNext says.
            const isOver = page.hasNext !== true || repeated === page.apps.length;
            if (repeated > 0 && repeated < page.apps.length) isStable = false;
            if (isOver) return { isStable: isStable && totals.size <= 1 };
            offset += page.apps.length;
        }
    }

    private async get(
        path: string,
        about: Pick<ApiRequest, "subject" | "isAboutApp" | "query">,
    ): Promise<unknown> {
        const request = { method: "GET" as const, path, ...about };
        const authorization = await this.authentication.authorization();
        try {
            const answer = await this.send({ ...request, authorization });
            this.authentication.accept(authorization);
            return answer;
        } catch (error) {
            const refused = error instanceof ResponseError && error.code === "UNAUTHENTICATED";
            if (!refused || !this.authentication.reject(authorization)) throw error;
            return this.getAgain(request);
        }
    }

    /** With the token that took the place of a refused one. */
    private async getAgain(request: Omit<ApiRequest, "secrets">): Promise<unknown> {
        const authorization = await this.authentication.authorization();
        const answer = await this.send({ ...request, authorization });
        this.authentication.accept(authorization);
        return answer;
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

function aboutApp(tag: string): Pick<ApiRequest, "subject" | "isAboutApp"> {
    return { subject: `the tag "${tag}"`, isAboutApp: true };
}

function appPath(tag: string): string {
    const parsed = parseTag(tag);
    if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
    return `/dev/apps/${encodeURIComponent(tag)}`;
}
