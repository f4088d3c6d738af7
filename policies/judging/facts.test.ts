import { appRecord } from "../appRecord.testSupport";
import { SIGNATURE_KEY } from "./factReader";
import { findApps, readApp, type Properties } from "./facts";

const record = appRecord({ gpu: ["t4"], minCpu: 2, minMemory: 8 });
const read = (properties: object) =>
    readApp({ kind: "output", properties: { ...properties }, place: "output a" });

/** The record with another value at the path of a fact. */
function withFact(path: string, value: unknown): Record<string, unknown> {
    const [first = "", second] = path.split(".");
    const inner = record[first as "deviceRequirements"];
    return { ...record, [first]: second === undefined ? value : { ...inner, [second]: value } };
}

const WRONG: Record<string, [found: string, value: unknown]> = {
    text: ["a text", "x"],
    number: ["a number", 5],
    infinite: ["no finite number", Infinity],
    flag: ["true or false", true],
    list: ["a list", ["x"]],
    mapping: ["a mapping", { x: 1 }],
    asset: ["an object of Pulumi's own", { [SIGNATURE_KEY]: "c44067f5952c0a294b673a41bacd8c17" }],
};
const EXPECTED: Record<string, [expected: string, fitting: (keyof typeof WRONG)[]]> = {
    ...Object.fromEntries(
        Object.entries(record)
            .filter(([, value]) => typeof value === "string")
            .map(([name]) => [name, ["a text", ["text"]]]),
    ),
    isPublic: ["true or false", ["flag"]],
    hasRegistryCredentials: ["true or false", ["flag"]],
    deviceRequirements: ["a mapping", ["mapping"]],
    "deviceRequirements.minCpu": ["a number", ["number"]],
    "deviceRequirements.minMemory": ["a number", ["number"]],
    "deviceRequirements.gpu": ["a list of texts", ["text", "list"]],
    platformConfig: ["a mapping", ["mapping"]],
    "platformConfig.container": ["a text", ["text"]],
    "platformConfig.privateImage": ["true or false", ["flag"]],
    "platformConfig.secrets": ["a list of texts", ["text", "list"]],
};

describe("readApp", () => {
    it("reads a record as it is", () => {
        expect(read(record)).toEqual(record);
    });

    it("reads the inputs of an App, where the id is called appId", () => {
        const { id, ...facts } = record;
        const inputs = { ...facts, appId: id, endpoint: "https://api.test/v1", __provider: "x" };
        expect(read(inputs)).toEqual(record);
        expect(read({ ...inputs, id: "img-gen@4.0" })).toEqual(record);
    });

    const cells = Object.entries(EXPECTED).flatMap(([field, [expected, fitting]]) =>
        Object.entries(WRONG).map(([kind, [found, value]]) => {
            const isFine = fitting.includes(kind);
            return { field, kind, value, fact: isFine ? undefined : { field, found, expected } };
        }),
    );
    it.each(cells)("tells a $kind as $field, if that is another type", ({ field, value, fact }) => {
        const app = read(withFact(field, value));
        expect(app.unreadable).toEqual(fact && { place: "output a", facts: [fact] });
    });

    it.each(Object.keys(EXPECTED))("takes another type of %s for absent", (field) => {
        const { unreadable: _, ...wrong } = read(withFact(field, new Date(0)));
        const { unreadable: __, ...absent } = read(withFact(field, null));
        expect({ ...wrong, nameless: undefined }).toEqual({ ...absent, nameless: undefined });
    });

    it.each(
        Object.keys(EXPECTED).filter((field) => !["tag", "deviceRequirements"].includes(field)),
    )("has nothing against an absent %s", (field) => {
        expect(read(withFact(field, null)).unreadable).toBeUndefined();
    });

    it("tells entries of a list that are no texts, and reads the others", () => {
        const app = read(withFact("deviceRequirements.gpu", ["t4", null, "", 5]));
        expect(app.deviceRequirements.gpu).toEqual(["t4"]);
        expect(app.unreadable?.facts).toEqual([
            {
                field: "deviceRequirements.gpu",
                found: "a list with a number",
                expected: "a list of texts",
            },
        ]);
    });

    it("tells a version of the shape that it does not know", () => {
        expect(read({ ...record, schemaVersion: 2 }).unreadable?.facts).toEqual([
            { field: "schemaVersion", found: "another version", expected: "version 1" },
        ]);
    });

    it("never repeats a value: it may be a secret", () => {
        const secret = "hunter2";
        const wrong = Object.fromEntries(
            Object.keys(record).map((name) => [name, { [secret]: 1 }]),
        );
        expect(JSON.stringify(read(wrong))).not.toContain(secret);
    });

    it("keeps zero, which is a number", () => {
        const { deviceRequirements } = read({ deviceRequirements: { minMemory: 0 } });
        expect(deviceRequirements).toEqual({ minMemory: 0, gpu: [] });
    });

    it("takes one GPU for a list of one", () => {
        expect(read({ deviceRequirements: { gpu: "h100" } }).deviceRequirements.gpu).toEqual([
            "h100",
        ]);
    });

    it.each([undefined, "", null])("calls an app by its name where its tag is %j", (tag) => {
        expect(read({ ...record, tag })).toMatchObject({
            tag: "img-gen",
            unreadable: { facts: [{ field: "tag", found: "nothing", expected: "a text" }] },
        });
        expect(read({ ...record, tag }).nameless).toBeUndefined();
    });

    it.each([{}, { deviceRequirements: {} }, { ...record, tag: 5, name: "" }])(
        "calls by its place what has neither a tag nor a name: %j",
        (properties) => {
            expect(read(properties)).toMatchObject({ tag: "output a", nameless: "output" });
        },
    );

    it.each([undefined, null])("tells what was cut out of a record: %j", (deviceRequirements) => {
        expect(read({ ...record, deviceRequirements }).unreadable?.facts).toEqual([
            { field: "deviceRequirements", found: "nothing", expected: "a mapping" },
        ]);
    });

    it.each([
        ["deviceRequirements", "gpu", "GPU"],
        ["deviceRequirements", "gpu", "gpus"],
        ["deviceRequirements", "minCpu", "min_cpu"],
        ["platformConfig", "privateImage", "private-image"],
    ])("tells a fact within %s that is called %s, but stands as %s", (group, name, key) => {
        const { [name]: _, ...others } = record[group as "platformConfig"] as unknown as Properties;
        const app = read({ ...record, [group]: { ...others, [key]: ["h100"] } });
        expect(app.unreadable?.facts).toEqual([
            { field: `${group}.${name}`, found: `the key "${key}"`, expected: name },
        ]);
    });

    it("has nothing against a key that means no fact", () => {
        const deviceRequirements = { ...record.deviceRequirements, maxCpu: 4 };
        expect(read({ ...record, deviceRequirements }).unreadable).toBeUndefined();
    });
});

describe("findApps", () => {
    const other = appRecord({}, { tag: "other@1.0" });

    it.each<[string, unknown, [path: string, properties: unknown][]]>([
        ["nothing", {}, []],
        ["no object", "a text", []],
        ["nothing at all", undefined, []],
        ["null", { a: null }, []],
        ["an output", { app: record }, [["app", record]]],
        ["the outputs themselves", record, [["", record]]],
        [
            "a list",
            { apps: [record, other] },
            [
                ["apps.0", record],
                ["apps.1", other],
            ],
        ],
        [
            "a map",
            { apps: { b: record, a: other } },
            [
                ["apps.b", record],
                ["apps.a", other],
            ],
        ],
        ["deep down", { a: [[{ b: { c: [record] } }]] }, [["a.0.0.b.c.0", record]]],
        ["beside other things", { a: 5, b: "x", c: [null, true], d: other }, [["d", other]]],
        [
            "another app",
            { app: { ...record, more: other } },
            [
                ["app", { ...record, more: other }],
                ["app.more", other],
            ],
        ],
        ["an asset", { a: { [SIGNATURE_KEY]: "x", assets: { deviceRequirements: {} } } }, []],
    ])("in %s", (_where, outputs, expected) => {
        const found = findApps(outputs).map(({ path, properties }) => [path.join("."), properties]);
        expect(found).toEqual(expected);
    });

    it.each<[boolean, object]>([
        [true, { tag: "a", deviceRequirements: {} }],
        [true, { tag: "a", deviceRequirements: null }],
        [true, { tag: 5, deviceRequirements: {} }],
        [true, { tag: "a", deviceRequirements: "t4" }],
        [true, { deviceRequirements: { gpu: ["t4"] } }],
        [true, { tag: "a", platformConfig: {} }],
        [true, { tag: "a", hasRegistryCredentials: false }],
        [false, { tag: "a", gpu: ["t4"] }],
        [false, { tag: "a", name: "nginx", version: "1.2", id: "x", status: "active" }],
        [false, { platformConfig: { container: "x" } }],
        [false, { minCpu: 2, minMemory: 4, gpu: ["t4"] }],
    ])("says %s to what may be an app: %j", (isApp, value) => {
        expect(findApps({ output: value })).toHaveLength(isApp ? 1 : 0);
    });

    it("does not take the outputs for an app because device requirements are one of them", () => {
        const outputs = { deviceRequirements: record.deviceRequirements, app: record };
        expect(findApps(outputs).map(({ path }) => path)).toEqual([["app"]]);
    });

    it("reads outputs that lie deeper than any stack", () => {
        let outputs: unknown = record;
        for (let level = 0; level < 5_000; level += 1) outputs = [outputs];
        expect(findApps(outputs)).toHaveLength(1);
    });
});
