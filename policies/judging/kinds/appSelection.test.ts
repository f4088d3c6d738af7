import { appRecord } from "../../appRecord.testSupport";
import { readApp } from "../facts";
import { app } from "./app";
import { appSelection } from "./appSelection";

const { tag: _tag, schemaVersion: _schemaVersion, ...facts } = appRecord({ gpu: ["t4"] });
const { id, ...properties } = facts;
const TAG = "render@1.0";

/** What is judged of a selection with these properties. */
const judged = (props: object, lookedUp?: unknown) =>
    appSelection
        .sourcesOf({
            name: "team",
            props: { ...props },
            ...(lookedUp !== undefined && { lookedUp }),
        })
        .map(readApp);

describe("the apps of a selection", () => {
    it("are the same as those of an App for each member", () => {
        const [ofApp] = app
            .sourcesOf({ name: "render", props: { ...properties, appId: id, tag: TAG } })
            .map(readApp);
        expect(judged({ apps: { [TAG]: facts } })).toEqual([ofApp]);
    });

    it("are none in an empty one", () => {
        expect(judged({ apps: {} })).toEqual([]);
    });

    it.each([undefined, null, "x", [], 5])("can't be read in %j", (apps) => {
        expect(judged({ apps })).toMatchObject([
            { tag: "AppSelection team", nameless: "resource", unreadable: {} },
        ]);
    });

    it.each([null, undefined, "x", 5, [facts]])("are members too where one is %j", (member) => {
        const found = judged({ apps: { [TAG]: facts, "bad@1.0": member } });
        expect(found).toMatchObject([
            { tag: TAG },
            {
                tag: "bad@1.0",
                unreadable: {
                    place: 'AppSelection team, apps["bad@1.0"]',
                    facts: [{ field: "deviceRequirements", found: "nothing" }],
                },
            },
        ]);
    });

    it("are judged by what ByteNite says now where the program keeps that from arriving", () => {
        const before = { ...facts, isPublic: true, status: "active" };
        const { isPublic: _isPublic, ...now } = { ...facts, status: "inactive" };
        const [kept] = judged({ apps: { [TAG]: before }, lookedUp: { [TAG]: now } });
        expect(kept).toMatchObject({ status: "inactive", isPublic: false });
        expect(kept?.shownAs).toMatchObject({ status: "active", isPublic: true });
    });

    it("are those too that the program keeps out, and those that it keeps in", () => {
        const lookedUp = { "new@1.0": facts, "gone@1.0": null };
        const found = judged({ apps: { "gone@1.0": facts }, lookedUp });
        expect(found.map(({ tag }) => tag)).toEqual(["gone@1.0", "new@1.0"]);
        expect(judged({ apps: {} }, lookedUp).map(({ tag }) => tag)).toEqual(["new@1.0"]);
    });

    it("can't be judged where nobody knows what was looked up", () => {
        expect(judged({ apps: { [TAG]: facts }, lookedUp: false })).toMatchObject([
            { tag: TAG, isUnverified: true },
        ]);
    });

    it("tell whoever reads them what is not known yet", () => {
        const unknown = new Error("apps is not known");
        const props = {
            get apps(): never {
                throw unknown;
            },
        };
        const [source] = appSelection.sourcesOf({ name: "team", props });
        expect(source?.place).toBe("AppSelection team");
        expect(() => source && readApp(source)).toThrow(unknown);
    });

    it("that can't be read say in which member", () => {
        const [found] = judged({ apps: { [TAG]: { ...facts, status: 5 } } });
        expect(found?.unreadable).toEqual({
            place: `AppSelection team, apps["${TAG}"]`,
            facts: [{ field: "status", found: "a number", expected: "a text" }],
        });
    });
});
