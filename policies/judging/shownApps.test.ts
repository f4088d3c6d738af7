import type { AppRecord } from "bytenite-core/model";
import { APP_RESOURCE_TYPE } from "./kinds/app";
import fc from "fast-check";
import { anyApp, appRecord } from "../appRecord.testSupport";
import { readApp, STACK_TYPE } from "./facts";
import { eachOnce, findStackApps } from "./shownApps";

const app = appRecord({ gpu: ["t4"], minMemory: 8 });
const stale = { ...app, status: "inactive" };
const anonymous = { ...app, id: "" };
const floating = { ...app, tag: "img-gen" };
const other = { ...app, id: "2" };
const broken = { ...app, status: 5 as unknown as string };

/** The apps of a stack with these resources and outputs, each once. */
function appsOf(resources: readonly AppRecord[], outputs: readonly AppRecord[]) {
    const sources = findStackApps([
        ...resources.map(({ id, ...facts }, index) => ({
            type: APP_RESOURCE_TYPE,
            name: `r${index}`,
            props: { ...facts, appId: id },
        })),
        { type: STACK_TYPE, name: "stack", props: { ...outputs } },
    ]);
    const { declared, outputs: shown } = eachOnce({
        declared: sources.declared.map(readApp),
        outputs: sources.outputs.map(readApp),
    });
    const plain = (list: typeof declared) => list.map(({ unreadable: _, ...record }) => record);
    return { declared: plain(declared), outputs: plain(shown) };
}

describe("each app once", () => {
    it.each([
        ["first", [true, false]],
        ["last", [false, true]],
    ])("keeps one that can't be judged beside one that can: %s", (_which, unverified) => {
        const declared = unverified.map((isUnverified) =>
            readApp({
                kind: "resource",
                place: "App render",
                properties: { ...app },
                ...(isUnverified && { lookedUp: false }),
            }),
        );
        const kept = eachOnce({ declared: [...declared, ...declared], outputs: [] });
        expect(kept).toEqual({ declared, outputs: [] });
    });

    it.each<[what: string, resources: AppRecord[], outputs: AppRecord[], more: AppRecord[]]>([
        ["a resource alone", [app], [], []],
        ["an output alone", [], [app], [app]],
        ["a resource and an output of it", [app], [app], []],
        ["an output that says something else of it", [app], [stale], [stale]],
        ["an output without an id", [app], [anonymous], []],
        ["a resource without an id", [anonymous], [app], []],
        ["neither with an id", [anonymous], [anonymous], []],
        ["the same app by another tag", [app], [floating], []],
        ["another tag without an id", [app], [{ ...floating, id: "" }], [{ ...floating, id: "" }]],
        ["another id with the same facts", [app], [other], [other]],
        ["an output twice", [], [app, app], [app]],
        ["two outputs, of which one is stale", [], [app, stale], [app, stale]],
        ["two outputs by two tags", [], [app, floating], [app, floating]],
        ["outputs with and without an id", [], [app, anonymous], [app, anonymous]],
        ["an output of which something can't be read", [app], [broken], [{ ...app, status: "" }]],
        [
            "one that can't be read beside one that states nothing",
            [],
            [{ ...app, status: "" }, broken],
            [
                { ...app, status: "" },
                { ...app, status: "" },
            ],
        ],
    ])("%s", (_what, resources, outputs, more) => {
        expect(appsOf(resources, outputs)).toEqual({ declared: resources, outputs: more });
    });

    it("counts resources of the same tag as one, and of different tags as two", () => {
        expect(appsOf([app, app], []).declared).toEqual([app]);
        expect(appsOf([app, floating], []).declared).toEqual([app, floating]);
    });

    it("lets no facts escape, and shows none twice, whatever shows them", () => {
        const apps = fc.array(
            fc.tuple(anyApp, fc.constantFrom("", "1", "2")).map(([each, id]) => ({ ...each, id })),
            { maxLength: 6 },
        );
        const factsOf = (record: AppRecord) => {
            const properties = { ...record };
            const { tag: _, id: __, ...facts } = readApp({ kind: "output", properties, place: "" });
            return JSON.stringify(facts);
        };
        fc.assert(
            fc.property(apps, apps, (resources, outputs) => {
                const { declared, outputs: shown } = appsOf(resources, outputs);
                const judged = [...declared, ...shown];
                expect(new Set(judged.map(factsOf))).toEqual(
                    new Set([...resources, ...outputs].map(factsOf)),
                );
                expect(new Set(judged.map((each) => JSON.stringify(each))).size).toBe(
                    judged.length,
                );
            }),
        );
    });
});
