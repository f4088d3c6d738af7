import { parseTag, showText, type AppFacts } from "../model";
import type { Allowance } from "./transport/allowance";
import {
    LARGEST_LIST_BYTES,
    LARGEST_PAGE_BYTES,
    readAppList,
    type AppList,
    type FollowPages,
} from "./appList";
import { Authentication, type Credentials } from "./transport/authentication";
import { InvalidResponseError, InvalidTagError, ResponseError } from "./errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
    parseRegistryCredentials,
    type AppPage,
    type RegistryCredentials,
} from "./answers/parse";
import { appFilter, listQuery, type AppFilter, type ListQuery } from "./selection";
import { Transport, type ApiRequest } from "./transport/transport";
import type { TransportOptions } from "./transport/transportOptions";

/** What ByteNite says about an app's state. */
export interface AppStatus {
    /** The tag that was looked up. */
    tag: string;
    /** active or inactive; ByteNite keeps the list open. */
    status: string;
    /** What ByteNite's status operation adds for a person. Its content is not documented. */
    message: string;
}

/** Reads apps. */
export interface AppReader {
    /** What it reads in place of ByteNite, as messages name it. That does not change while it is read. */
    readonly standIn?: string;
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
    /** Every app there is, where it is certain that none is missing. @throws ByteNiteError where it is not */
    getEveryApp(): Promise<AppFacts[]>;
    /**
     * The apps that a filter is for, ordered by name and version, where it is certain that none is missing. A lock
     * file holds for each as for a look-up by the tag name@version.
     * @throws ByteNiteError
     */
    getSelection(filter: AppFilter): Promise<AppFacts[]>;
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
    /** Every credential that was ever sent: a server may repeat an old one. */
    private readonly secrets: Set<string>;
    private readonly answers = new Map<string, Promise<unknown>>();

    constructor(options: TransportOptions, credentials: Credentials) {
        this.secrets = new Set<string>(Object.values(credentials));
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
        return (await this.getList(query)).apps;
    }

    /** @param follow called after each page, where it was not asked for the list before */
    async getEveryApp(follow?: FollowPages): Promise<AppFacts[]> {
        return this.getWholeList({}, follow);
    }

    async getSelection(filter: AppFilter): Promise<AppFacts[]> {
        return (await this.getWholeList(listQuery(filter))).filter(appFilter(filter));
    }

    private async getWholeList(query: ListQuery, follow?: FollowPages): Promise<AppFacts[]> {
        const { apps, doubt } = await this.getList(query, follow);
        if (doubt === undefined) return apps;
        throw new InvalidResponseError(
            `The list of apps may not have all of them: ${doubt}. Ask again later.`,
        );
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

    private getList(query: ListQuery, follow?: FollowPages): Promise<AppList> {
        return this.once(JSON.stringify(["apps", query]), () =>
            readAppList(
                (offset, allowance) => this.getPage(query, offset, allowance),
                this.transport.allow(LARGEST_LIST_BYTES),
                follow,
            ),
        );
    }

    private async getPage(
        { isPublic, orderBy }: ListQuery,
        offset: number,
        allowance: Allowance,
    ): Promise<AppPage> {
        const answer = await this.get("/dev/apps", {
            subject: "the list of apps",
            isAboutApp: false,
            query: {
                "pagination.limit": String(PAGE_SIZE),
                "pagination.offset": String(offset),
                ...(isPublic && { isPublic: "true" }),
                ...(orderBy !== undefined && { orderBy }),
            },
            largest: LARGEST_PAGE_BYTES,
            allowance,
        });
        return parseAppListResponse(answer, "GET /dev/apps");
    }

    private async get(
        path: string,
        about: Omit<ApiRequest, "method" | "path" | "authorization" | "secrets">,
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
        if (request.authorization) this.secrets.add(request.authorization);
        return this.transport.send({ ...request, secrets: [...this.secrets] });
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
    return { subject: `the tag ${showText(tag)}`, isAboutApp: true };
}

function appPath(tag: string): string {
    const parsed = parseTag(tag);
    if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
    return `/dev/apps/${encodeURIComponent(tag)}`;
}
