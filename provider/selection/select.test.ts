import { appFilter, ByteNiteError, type AppFilter } from "bytenite-core/client";
import type { AppReader } from "bytenite-core/client/client";
import { appFacts, type AppFacts } from "bytenite-core/model";
import { selectMembers, type Selector } from "./select";
import { readSelectionArgs } from "./selectionArgs";

const app = (name: string, version: string, facts: Partial<AppFacts> = {}) =>
    appFacts({ id: `${name} ${version}`, name, version, status: "active", ...facts });
const CATALOGUE = [app("b", "1.0"), app("a", "2.0"), app("a", "1.0", { status: "inactive" })];

function readerOf(catalogue: readonly AppFacts[]): { apps: AppReader; lists: AppFilter[] } {
    const lists: AppFilter[] = [];
    const apps: Pick<AppReader, "getApp" | "getSelection"> = {
        getApp: (tag) => {
            const found = catalogue.find(({ name, version }) =>
                [name, `${name}@${version}`].includes(tag),
            );
            if (found) return Promise.resolve(found);
            return Promise.reject(new ByteNiteError("NOT_FOUND", `There is no ${tag}.`));
        },
        getSelection: (filter) => {
            lists.push(filter);
            return Promise.resolve(catalogue.filter(appFilter(filter)));
        },
    };
    return { apps: apps as AppReader, lists };
}

describe("selectMembers", () => {
    it.each<[Selector, string, number]>([
        [{}, "a@1.0 a@2.0 b@1.0", 1],
        [{ status: "active" }, "a@2.0 b@1.0", 1],
        [{ tags: [] }, "", 0],
        [{ tags: ["b", "b"] }, "b", 0],
        [{ tags: ["b"], status: "active" }, "a@2.0 b", 1],
        [{ tags: ["a@1.0", "b", "b@1.0"], name: "a" }, "a@1.0 a@2.0 b b@1.0", 1],
        [{ name: "x" }, "", 1],
    ])("%j selects %j", async (select, members, requests) => {
        const { apps, lists } = readerOf(CATALOGUE);
        expect(Object.keys(await selectMembers(apps, select)).join(" ")).toBe(members);
        expect(lists).toHaveLength(requests);
    });

    it("refuses a list in which nobody knows which app is meant", async () => {
        const { apps } = readerOf([app("a", "1.0"), app("a", "1.0", { id: "other" })]);
        await expect(selectMembers(apps, {})).rejects.toMatchObject({
            code: "INVALID_RESPONSE",
            message:
                'The list of apps has two that are "a@1.0", so that nobody knows which of them is meant.',
        });
    });

    it("refuses a list that has another app under the tag that was asked for", async () => {
        const { apps } = readerOf(CATALOGUE);
        const getSelection = () => Promise.resolve([app("b", "1.0", { id: "other" })]);
        await expect(
            selectMembers({ ...apps, getSelection }, { tags: ["b@1.0"], name: "b" }),
        ).rejects.toMatchObject({ code: "INVALID_RESPONSE" });
    });

    it.each([0, 1])(
        "tells of the tags where the list fails too, whichever is first: %d",
        async (at) => {
            const { apps } = readerOf(CATALOGUE);
            const turns = [0, 5];
            const later = async (turn: number | undefined, code: "NOT_FOUND" | "TIMEOUT") => {
                for (let count = 0; count < (turn ?? 0); count += 1) await Promise.resolve();
                throw new ByteNiteError(code, code);
            };
            const getApp = () => later(turns[at], "NOT_FOUND");
            const getSelection = () => later(turns[1 - at], "TIMEOUT");
            await expect(
                selectMembers({ ...apps, getApp, getSelection }, { tags: ["z"], name: "a" }),
            ).rejects.toMatchObject({ code: "NOT_FOUND" });
        },
    );

    it("tells of every tag that fails, in the same order each time", async () => {
        const { apps } = readerOf(CATALOGUE);
        await expect(selectMembers(apps, { tags: ["z", "b", "y"] })).rejects.toMatchObject({
            code: "NOT_FOUND",
            message: 'There is no y. Of its tags, these failed: "y", "z".',
        });
    });

    it.each([
        [{ minimum: 3, maximum: 3 }, undefined],
        [{ minimum: 4 }, "3 apps are selected, but at least 4 must be"],
        [{ maximum: 2 }, "3 apps are selected, but at most 2 must be"],
    ])("expects %j", async (expected, refusal) => {
        const outcome = await selectMembers(readerOf(CATALOGUE).apps, {}, expected).then(
            () => undefined,
            (error: Error) => error.message,
        );
        if (refusal === undefined) expect(outcome).toBeUndefined();
        else expect(outcome).toContain(refusal);
    });
});

describe("the arguments of a selection", () => {
    it("are told apart from the rest", () => {
        expect(
            readSelectionArgs({
                status: "active",
                tags: ["a"],
                owner: undefined,
                expect: { minimum: 1, maximum: undefined },
                onChange: "refuse",
            }),
        ).toEqual({
            select: { status: "active", tags: ["a"] },
            expect: { minimum: 1 },
            onChange: "refuse",
        });
        expect(readSelectionArgs({})).toEqual({ select: {} });
    });

    it.each<[unknown, string]>([
        ["active", "What it selects by must be a mapping."],
        [null, "What it selects by must be a mapping."],
        // A list without entries has no unknown argument either: it would select every app.
        [[], "What it selects by must be a mapping."],
        [{ Status: "active" }, 'There is no argument "Status", only name, owner,'],
        [{ owner: "" }, 'owner must be a text that is not empty, but is "".'],
        [{ gpu: ["t4"] }, "gpu must be a text that is not empty"],
        [{ isPublic: "true" }, 'isPublic must be true or false, but is "true".'],
        [{ tags: "a" }, 'tags must be a list of texts, but is "a".'],
        [{ expect: { minimum: -1 } }, "expect must be { minimum, maximum }, whole numbers from 0"],
        [{ expect: { min: 1 } }, "expect must be { minimum, maximum }, whole numbers from 0"],
        [{ onChange: "fail" }, 'onChange must be "accept" or "refuse", but is "fail".'],
    ])("that are wrong are refused: %j", (given, message) => {
        expect(() => readSelectionArgs(given)).toThrow(message);
    });
});
