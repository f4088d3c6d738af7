import { gzipSync } from "node:zlib";
import type { AppFacts } from "../model";
import { Allowance } from "./transport/allowance";
import { LARGEST_LIST_BYTES, LARGEST_PAGE_BYTES, MOST_APPS, readAppList } from "./appList";
import { ByteNiteClient } from "./client";
import type { AppPage } from "./answers/parse";
import { useRawServer } from "./transport/rawServer.testSupport";
import type { TransportOptions } from "./transport/transportOptions";

const MB = 1024 * 1024;
const HINT = "Is endpoint the address of ByteNite's API?";
const app = (id: number) => ({ id: String(id), name: `app-${id}`, version: "1.0" }) as AppFacts;
const range = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => app(first + index));

describe("a list of apps", () => {
    const read = (...pages: AppPage[]) => {
        let asked = 0;
        const readPage = () => Promise.resolve(pages[asked++ % pages.length] as AppPage);
        return readAppList(readPage, new Allowance(60, MB));
    };

    it("is whole where it says so, and gives as many as it says", async () => {
        const list = await read(
            { apps: range(0, 100), hasNext: true, total: 150 },
            { apps: range(100, 50), hasNext: false, total: 150 },
        );
        expect(list.apps).toHaveLength(150);
        expect(list).not.toHaveProperty("doubt");
        expect(await read({ apps: [], hasNext: false, total: undefined })).toEqual({ apps: [] });
        expect(await read({ apps: [], hasNext: undefined, total: 0 })).toEqual({ apps: [] });
    });

    it.each<[AppPage[], string]>([
        [
            [{ apps: range(0, 1), hasNext: undefined, total: undefined }],
            "does not say where it ends",
        ],
        [[{ apps: range(0, 1), hasNext: false, total: 2 }], "says that it has 2 apps, but gives 1"],
        [[{ apps: range(0, 1), hasNext: true, total: 1 }], "more apps follow, but none does"],
        [
            [
                { apps: range(0, 2), hasNext: true, total: 3 },
                { apps: range(1, 2), hasNext: false, total: 3 },
            ],
            "it changed while it was read",
        ],
        [
            [
                { apps: range(0, 1), hasNext: true, total: 2 },
                { apps: range(1, 1), hasNext: false, total: 3 },
            ],
            "it changed while it was read",
        ],
    ])("is in doubt otherwise (%#)", async (pages, doubt) => {
        const list = await read(...pages);
        expect(list.doubt).toContain(doubt);
        // What is known is given all the same: a program that wants apps gets them.
        expect(list.apps.length).toBeGreaterThan(0);
    });

    it("is what the pass has that was not disturbed, without what was deleted before it", async () => {
        const list = await read(
            { apps: range(0, 2), hasNext: true, total: 4 },
            { apps: range(3, 1), hasNext: false, total: 3 },
            { apps: range(1, 2), hasNext: true, total: 3 },
            { apps: range(3, 1), hasNext: false, total: 3 },
        );
        expect(list.apps.map(({ id }) => id)).toEqual(["1", "2", "3"]);
        expect(list).not.toHaveProperty("doubt");
    });

    it("has at most so many apps", async () => {
        const most = { apps: range(0, MOST_APPS), hasNext: false, total: undefined };
        expect((await read(most)).apps).toHaveLength(MOST_APPS);
        await expect(
            read({ apps: range(0, MOST_APPS + 1), hasNext: false, total: undefined }),
        ).rejects.toThrow(`The list of apps has more than ${MOST_APPS} apps, or no end. ${HINT}`);
    });
});

describe("a server whose list has no end", () => {
    const server = useRawServer();
    const getApps = (options: Partial<TransportOptions> = {}) =>
        new ByteNiteClient(
            { endpoint: server.url, timeout: 30, retries: 0, concurrency: 4, ...options },
            { accessToken: "CANARY-token-of-the-list" },
        ).getApps({});
    /** The next page: an app, and so many bytes of nothing. */
    const page = (bytes: number) =>
        `{"apps":[${JSON.stringify(app(server.requests.length))}],"pagination":{"hasNext":true}}`.padEnd(
            bytes,
        );

    it("is read to so many bytes, however few came over the wire", async () => {
        let sent = 0;
        server.answer = (_request, response) => {
            const body = gzipSync(page(LARGEST_PAGE_BYTES - 1));
            sent += body.length;
            response.writeHead(200, { "content-encoding": "gzip" }).end(body);
        };
        await expect(getApps()).rejects.toMatchObject({
            name: "InvalidResponseError",
            code: "INVALID_RESPONSE",
            message: `The answer about the list of apps from ${server.url} is longer than ${LARGEST_LIST_BYTES / MB} MB, all pages together. ${HINT}`,
        });
        expect(server.requests).toHaveLength(Math.ceil(LARGEST_LIST_BYTES / LARGEST_PAGE_BYTES));
        expect(sent).toBeLessThan(MB);
    });

    it("has pages of so many bytes", async () => {
        server.answer = (_request, response) => response.end(page(LARGEST_PAGE_BYTES + 1));
        await expect(getApps()).rejects.toThrow(
            `The answer about the list of apps from ${server.url} is longer than ${LARGEST_PAGE_BYTES / MB} MB. ${HINT}`,
        );
        expect(server.requests).toHaveLength(1);
    });

    it("is read as long as the budget lasts, which is for all pages together", async () => {
        server.answer = (_request, response) => {
            setTimeout(() => response.end(page(0)), 30);
        };
        await expect(getApps({ budget: 1 })).rejects.toMatchObject({
            code: "TIMEOUT",
            message: `ByteNite did not answer about the list of apps within the 1 s that all of it may take (one attempt, ${server.url}). Try again later, or give it longer: budget=60`,
        });
        // One by one they would all have been in time.
        expect(server.requests.length).toBeLessThan(40);
    });
});
