import { descriptionOf, paginationOf, tagsOf } from "../testing/bodies";
import { useEmulator } from "../testing/harness";

const versions = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ version: `0.${index}` }));
const range = (from: number, to: number) =>
    versions(to)
        .slice(from)
        .map(({ version }) => `app@${version}`);

describe("a page of GET /apps", () => {
    const server = useEmulator({ catalogue: { apps: [{ name: "app", versions: versions(130) }] } });

    it.each([
        ["", range(0, 20), 0, false, true],
        ["?pagination.offset=20", range(20, 40), 20, true, true],
        ["?pagination.limit=3", range(0, 3), 0, false, true],
        ["?pagination.limit=3&pagination.offset=127", range(127, 130), 127, true, false],
        ["?pagination.limit=3&pagination.offset=126", range(126, 129), 126, true, true],
        ["?pagination.offset=129", range(129, 130), 129, true, false],
        ["?pagination.offset=130", [], 130, true, false],
        ["?pagination.offset=9007199254740991", [], 9007199254740991, true, false],
        ["?pagination.limit=0", range(0, 20), 0, false, true],
        ["?pagination.limit=1000", range(0, 100), 0, false, true],
        ["?unknown=1", range(0, 20), 0, false, true],
    ])("%s", async (query, tags, offset, hasPrevious, hasNext) => {
        const answer = await server.call(`/dev/apps${query}`);
        expect(tagsOf(answer)).toEqual(tags);
        expect(paginationOf(answer)).toEqual({ total: 130, offset, hasPrevious, hasNext });
    });

    it.each(["-1", "1.5", "", "x", "1e2", "0x10", "9007199254740992", "%201"])(
        "refuses the count %s",
        async (count) => {
            for (const name of ["pagination.limit", "pagination.offset"]) {
                const answer = await server.call(`/dev/apps?${name}=${count}`);
                expect(answer.status).toBe(400);
                const shown = JSON.stringify(decodeURIComponent(count));
                expect(descriptionOf(answer)).toBe(`${name} ${shown} is no whole number from 0.`);
            }
        },
    );

    it.each(["orderBy", "pagination.limit", "pagination.offset", "isPublic"])(
        "refuses %s twice",
        async (name) => {
            const answer = await server.call(`/dev/apps?${name}=1&${name}=1`);
            expect(answer.status).toBe(400);
            expect(descriptionOf(answer)).toBe(`${name} is given more than once.`);
        },
    );
});

describe("the page sizes", () => {
    const server = useEmulator({
        catalogue: { apps: [{ name: "app", versions: versions(9) }] },
        pageSize: 4,
        maxPageSize: 6,
    });

    it("can be chosen", async () => {
        expect(tagsOf(await server.call("/dev/apps"))).toHaveLength(4);
        expect(tagsOf(await server.call("/dev/apps?pagination.limit=7"))).toHaveLength(6);
    });
});

describe("a page's maximum below the default size", () => {
    const server = useEmulator({
        catalogue: { apps: [{ name: "app", versions: versions(9) }] },
        maxPageSize: 2,
    });

    it("holds without a limit as well", async () => {
        expect(tagsOf(await server.call("/dev/apps"))).toHaveLength(2);
    });
});

const first = "00000000-0000-4000-8000-000000000001";
const second = "00000000-0000-4000-8000-000000000002";
const third = "00000000-0000-4000-8000-000000000003";
const unordered = {
    apps: [
        {
            name: "b",
            versions: [
                { version: "1.10", id: third, revision: "10", createdAt: "2025-01-01T00:00:00.1Z" },
                {
                    version: "1.9",
                    id: second,
                    revision: "9",
                    createdAt: "2025-01-01T00:00:00.0999Z",
                },
            ],
        },
        { name: "a", version: "1.9", id: first, revision: "10", createdAt: null, isPublic: true },
    ],
};

describe("the order of GET /apps", () => {
    const server = useEmulator({ catalogue: unordered });

    it.each([
        ["", ["b@1.10", "b@1.9", "a@1.9"]],
        ["?orderBy=", ["b@1.10", "b@1.9", "a@1.9"]],
        ["?orderBy=id", ["a@1.9", "b@1.9", "b@1.10"]],
        ["?orderBy=name", ["a@1.9", "b@1.9", "b@1.10"]],
        ["?orderBy=version", ["a@1.9", "b@1.9", "b@1.10"]],
        ["?orderBy=revision", ["b@1.9", "a@1.9", "b@1.10"]],
        ["?orderBy=createdAt", ["a@1.9", "b@1.9", "b@1.10"]],
        ["?orderBy=updatedAt", ["a@1.9", "b@1.9", "b@1.10"]],
        ["?orderBy=isPublic", ["b@1.9", "b@1.10", "a@1.9"]],
        ["?orderBy=status&pagination.limit=1&pagination.offset=1", ["b@1.9"]],
    ])("%s", async (query, tags) => {
        expect(tagsOf(await server.call(`/dev/apps${query}`))).toEqual(tags);
    });

    it.each([
        "owner",
        "platform",
        "hash",
        "link",
        "entrypoint",
        "description",
        "userName",
        "status",
    ])("may be that of %s", async (field) => {
        expect((await server.call(`/dev/apps?orderBy=${field}`)).status).toBe(200);
    });

    it.each(["created_at", "Name", "deviceRequirements", "toString", "name,id", "name desc"])(
        "can't be that of %s",
        async (field) => {
            const answer = await server.call(`/dev/apps?orderBy=${field}`);
            expect(answer.status).toBe(400);
            expect(descriptionOf(answer)).toBe(
                `orderBy ${JSON.stringify(field)} is no field of an app.`,
            );
        },
    );
});

describe("descending order", () => {
    const server = useEmulator({ catalogue: unordered, acceptDescending: true });

    it.each([
        ["name desc", ["b@1.10", "b@1.9", "a@1.9"]],
        ["name+desc", ["b@1.10", "b@1.9", "a@1.9"]],
        ["name", ["a@1.9", "b@1.9", "b@1.10"]],
    ])("%s", async (orderBy, tags) => {
        expect(tagsOf(await server.call(`/dev/apps?orderBy=${orderBy}`))).toEqual(tags);
    });

    it.each([" desc", "name DESC", "name asc"])("doesn't take %j", async (orderBy) => {
        expect((await server.call(`/dev/apps?orderBy=${orderBy}`)).status).toBe(400);
    });
});

describe("isPublic", () => {
    const server = useEmulator({ catalogue: unordered });

    it.each([
        ["true", ["a@1.9"]],
        ["false", ["b@1.10", "b@1.9", "a@1.9"]],
    ])("%s", async (isPublic, tags) => {
        const answer = await server.call(`/dev/apps?isPublic=${isPublic}`);
        expect(tagsOf(answer)).toEqual(tags);
        expect(paginationOf(answer)).toMatchObject({ total: tags.length });
    });

    it.each(["1", "True", "", "yes"])("refuses %j", async (isPublic) => {
        const answer = await server.call(`/dev/apps?isPublic=${isPublic}`);
        expect(answer.status).toBe(400);
        expect(descriptionOf(answer)).toBe(
            `isPublic ${JSON.stringify(isPublic)} is neither true nor false.`,
        );
    });
});

describe("an empty catalogue", () => {
    const server = useEmulator({ catalogue: { apps: [] } });

    it("is one empty page", async () => {
        expect((await server.call("/dev/apps")).body).toEqual({
            apps: [],
            pagination: { total: 0, offset: 0, hasPrevious: false, hasNext: false },
        });
    });
});
