import type { AppDefinition } from "bytenite-emulator";
import { useEmulator } from "./emulatedClient.testSupport";
import { useRawServer } from "./transport/rawServer.testSupport";
import { ByteNiteClient } from "./client";

const many: AppDefinition[] = Array.from({ length: 45 }, (_, index) => ({
    name: `app-${String(44 - index).padStart(2, "0")}`,
    version: "1.0",
    isPublic: index % 3 === 0,
}));

describe("getApps", () => {
    const server = useEmulator({ catalogue: { apps: many }, maxPageSize: 10 });
    const queries = () =>
        server.emulator.requests
            .filter(({ operation }) => operation === "getApps")
            .map(({ query }) => query);

    it("reads all pages, however small the server makes them, and orders by name", async () => {
        const apps = await server.connect().getApps({});
        expect(apps.map(({ name }) => name)).toEqual(many.map(({ name }) => name).reverse());
        expect(queries()).toEqual(
            ["0", "10", "20", "30", "40"].map((offset) => ({
                "pagination.limit": "100",
                "pagination.offset": offset,
            })),
        );
    });

    it("orders versions as numbers", async () => {
        const versions = ["1.10", "10.0", "1.9", "2.0"].map((version) => ({ version }));
        server.emulator.setCatalogue({
            apps: [
                { name: "b", versions },
                { name: "a", version: "9.9" },
            ],
        });
        const apps = await server.connect().getApps({});
        expect(apps.map(({ name, version }) => `${name}@${version}`)).toEqual([
            "a@9.9",
            "b@1.9",
            "b@1.10",
            "b@2.0",
            "b@10.0",
        ]);
    });

    it("passes on what ByteNite filters and orders by itself", async () => {
        const apps = await server.connect().getApps({ isPublic: true, orderBy: "createdAt" });
        expect(apps).toHaveLength(15);
        expect(queries()[0]).toEqual({
            "pagination.limit": "100",
            "pagination.offset": "0",
            isPublic: "true",
            orderBy: "createdAt",
        });
    });

    it("asks once for each query", async () => {
        const client = server.connect();
        await Promise.all([
            client.getApps({}),
            client.getApps({}),
            client.getApps({ isPublic: true }),
        ]);
        await client.getApps({});
        expect(queries()).toHaveLength(5 + 2);
        expect(server.emulator.countRequests("requestAccessToken")).toBe(1);
    });

    it("finds nothing in an empty catalogue", async () => {
        server.emulator.setCatalogue({ apps: [] });
        expect(await server.connect().getApps({})).toEqual([]);
        expect(queries()).toHaveLength(1);
    });

    it("does not take a 404 for a missing app", async () => {
        server.emulator.faults = [{ operation: "getApps", status: 404, body: "" }];
        await expect(server.connect().getApps({})).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: `There is nothing that gives the list of apps: 404 was answered with nothing. Is endpoint the address of ByteNite's API? [${server.emulator.url}]`,
        });
    });

    it("fails as a whole if one page fails", async () => {
        server.emulator.faults = [
            { operation: "getApps", times: 1, latency: 0 },
            { operation: "getApps", status: 403 },
        ];
        await expect(server.connect().getApps({})).rejects.toMatchObject({ code: "FORBIDDEN" });
        expect(queries()).toHaveLength(2);
    });
});

describe("getApps with a server that pages badly", () => {
    const server = useRawServer();
    const getApps = (pages: object[]) => {
        server.answer = (_request, response) =>
            response.end(JSON.stringify(pages[Math.min(server.requests.length, pages.length) - 1]));
        const transport = { endpoint: server.url, timeout: 30, retries: 0, concurrency: 1 };
        return new ByteNiteClient(transport, { accessToken: "token" }).getApps({});
    };
    const page = (ids: string[], pagination?: object) => ({
        apps: ids.map((id) => ({ id, name: id })),
        ...(pagination && { pagination }),
    });
    const more = { hasNext: true };

    it.each([
        ["the pagination is missing", [page(["a"])], "a", 1],
        ["hasNext is missing", [page(["a"], { total: 5 })], "a", 1],
        ["hasNext is false", [page(["a"], more), page(["b"], { hasNext: false })], "a b", 2],
        ["a page is empty, whatever hasNext says", [page(["a"], more), page([], more)], "a", 2],
        ["a page repeats, whatever hasNext says", [page(["a", "b"], more)], "a b", 2],
        ["nothing is there, whatever hasNext says", [page([], more)], "", 1],
    ])("ends where %s", async (_where, pages, ids, requests) => {
        const apps = await getApps(pages);
        expect(apps.map(({ id }) => id).join(" ")).toBe(ids);
        expect(server.requests).toHaveLength(requests);
    });

    it.each([
        [
            "pages overlap",
            [
                ...[page(["a", "b"], more), page(["b", "c"], more), page(["d"])],
                ...[page(["a", "b"], more), page(["c", "d"])],
            ],
            "a b c d",
            5,
        ],
        [
            "the total changes, since an app may have moved to a page that was read already",
            [
                ...[page(["a", "b"], { ...more, total: 4 }), page(["d"], { total: 3 })],
                ...[page(["a", "c"], { ...more, total: 3 }), page(["d"], { total: 3 })],
            ],
            "a c d",
            4,
        ],
        [
            "it never comes to rest, three times at most",
            Array.from({ length: 3 }, () => [page(["a", "b"], more), page(["b", "c"])]).flat(),
            "a b c",
            6,
        ],
    ])("reads the list again where %s", async (_where, pages, ids, requests) => {
        const apps = await getApps(pages);
        expect(apps.map(({ id }) => id).join(" ")).toBe(ids);
        expect(server.requests).toHaveLength(requests);
    });

    it("gives up a list without an end", async () => {
        server.answer = (_request, response) => {
            const id = `app-${server.requests.length}`;
            response.end(JSON.stringify(page([id], more)));
        };
        const transport = { endpoint: server.url, timeout: 30, retries: 0, concurrency: 1 };
        const client = new ByteNiteClient(transport, { accessToken: "token" });
        await expect(client.getApps({})).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message: expect.stringContaining("more than 1000 pages, or no end") as string,
        });
    });

    it("advances by what arrived", async () => {
        await getApps([page(["a", "b", "c"], more), page(["d"], more), page(["e"])]);
        const offsets = server.requests.map(({ url }) =>
            new URL(url ?? "", server.url).searchParams.get("pagination.offset"),
        );
        expect(offsets).toEqual(["0", "3", "4"]);
    });
});
