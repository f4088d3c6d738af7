import { appFacts, type AppFacts } from "../model";
import { selectApps, type AppQuery } from "./selection";
import { InvalidArgumentError } from "./errors";

function app(name: string, fields: Partial<AppFacts> = {}, gpu: string[] = []): AppFacts {
    return appFacts({
        id: `id of ${name}`,
        name,
        version: "1.0",
        owner: "alice",
        status: "active",
        deviceRequirements: { gpu },
        createdAt: "2025-01-01T00:00:00Z",
        platform: "docker",
        ...fields,
    });
}

const apps = [
    app("img-gen", { isPublic: true }, ["NVIDIA T4", "quantum 9000"]),
    app("img-gen-v2", { status: "inactive" }, ["nvidia a100-sxm4-40gb"]),
    app("llama", { owner: "bob" }, ["A100 80GB"]),
    app("zip", { owner: "bob", isPublic: true, status: "" }),
];

/** The names of the apps that are selected, in their order. */
const names = (selection: AppQuery, from = apps) =>
    selectApps(selection)
        .select(from)
        .map(({ name }) => name)
        .join(" ");

describe("selectApps", () => {
    it.each<[AppQuery, string]>([
        [{}, "img-gen img-gen-v2 llama zip"],
        [{ isPublic: true }, "img-gen zip"],
        [{ isPublic: false }, "img-gen-v2 llama"],
        [{ owner: "bob" }, "llama zip"],
        [{ owner: "BOB" }, ""],
        [{ status: "inactive" }, "img-gen-v2"],
        [{ status: "" }, "zip"],
        [{ name: "img-gen" }, "img-gen"],
        [{ name: "img-gen*" }, "img-gen img-gen-v2"],
        [{ name: "???" }, "zip"],
        [{ name: "IMG-GEN" }, ""],
        [{ name: "img.gen" }, ""],
        [{ name: "*" }, "img-gen img-gen-v2 llama zip"],
        [{ gpu: "t4" }, "img-gen"],
        [{ gpu: "Tesla T4" }, "img-gen"],
        [{ gpu: "Quantum-9000" }, "img-gen"],
        [{ gpu: "nvidia a100*" }, "img-gen-v2 llama"],
        [{ gpu: "a100 40gb" }, "img-gen-v2"],
        [{ gpu: "a100" }, "img-gen-v2 llama"],
        [{ gpu: "a1000" }, ""],
        [{ gpu: "*" }, "img-gen img-gen-v2 llama"],
        [{ limit: 2 }, "img-gen img-gen-v2"],
        [{ limit: 0 }, ""],
        [{ limit: 99 }, "img-gen img-gen-v2 llama zip"],
        [{ owner: "bob", limit: 1 }, "llama"],
        [{ owner: "alice", isPublic: true, gpu: "t4", status: "active", name: "i*" }, "img-gen"],
        [{ owner: "alice", isPublic: true, gpu: "h100" }, ""],
        [{ orderBy: "owner" }, "img-gen img-gen-v2 llama zip"],
        [{ orderBy: "status" }, "zip img-gen llama img-gen-v2"],
        [{ orderBy: "status", limit: 2 }, "zip img-gen"],
    ])("%j gives: %s", (selection, expected) => {
        expect(names(selection)).toBe(expected);
    });

    it("orders versions as numbers", () => {
        const versions = ["1.10", "2.0", "1.9"].map((version) => app(version, { version }));
        expect(names({ orderBy: "version" }, versions)).toBe("1.9 1.10 2.0");
    });

    it("orders times as instants, whatever digits they have", () => {
        const times = ["50.1Z", "51Z", "50.05Z", "50Z"].map((seconds) =>
            app(seconds, { createdAt: `2025-10-30T16:39:${seconds}` }),
        );
        expect(names({ orderBy: "createdAt" }, [...times, app("never", { createdAt: "" })])).toBe(
            "never 50Z 50.05Z 50.1Z 51Z",
        );
    });

    it("leaves what it gets as it is", () => {
        const given = [...apps].reverse();
        selectApps({ orderBy: "name" }).select(given);
        expect(given).toEqual([...apps].reverse());
    });

    it.each<[AppQuery, object]>([
        [{}, {}],
        [{ isPublic: true }, { isPublic: true }],
        [{ isPublic: false }, {}],
        [{ orderBy: "createdAt" }, { orderBy: "createdAt" }],
        [{ name: "a", owner: "b", status: "c", gpu: "d", limit: 1 }, {}],
    ])("of %j asks ByteNite for %j only", (selection, query) => {
        expect(selectApps(selection).query).toEqual(query);
    });

    it.each([-1, 1.5, NaN, Infinity, "5", null, true])("refuses %j as a limit", (limit) => {
        expect(() => selectApps({ limit: limit as number })).toThrow(
            new InvalidArgumentError(
                `getApps: limit must be an integer from 0, but is ${typeof limit === "string" ? `"${limit}"` : limit}.`,
            ),
        );
    });

    it.each(["revision", "toString", "__proto__", "", "name desc"])(
        "refuses %j as an order",
        (orderBy) => {
            expect(() => selectApps({ orderBy: orderBy as "name" })).toThrow(
                new InvalidArgumentError(
                    `getApps: orderBy must be one of name, version, owner, userName, status, createdAt, updatedAt, id, but is ${JSON.stringify(orderBy)}.`,
                ),
            );
        },
    );
});
