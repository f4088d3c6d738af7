import { appRecord } from "./appRecord.testSupport";
import { findAppRecords, readAppRecord } from "./facts";

const record = appRecord({ gpu: ["t4"], minCpu: 2, minMemory: 8 });

describe("readAppRecord", () => {
    it("reads a record as it is", () => {
        expect(readAppRecord({ ...record })).toEqual(record);
    });

    it("reads the inputs of an App, where the id is called appId", () => {
        const { id, ...facts } = record;
        const inputs = { ...facts, appId: id, endpoint: "https://api.test/v1", __provider: "x" };
        expect(readAppRecord(inputs)).toEqual(record);
    });

    it.each([
        {},
        { deviceRequirements: null },
        { deviceRequirements: [] },
        { deviceRequirements: "t4" },
        { deviceRequirements: { gpu: null } },
        { deviceRequirements: { gpu: [] } },
        { deviceRequirements: { gpu: "" } },
        { deviceRequirements: { gpu: [""] } },
        { deviceRequirements: { gpu: [5, null, {}], minCpu: "2", minMemory: "lots" } },
        { deviceRequirements: { gpu: { 0: "t4" }, minCpu: NaN, minMemory: Infinity } },
    ])("takes what is missing or of another type for absent: %j", (properties) => {
        expect(readAppRecord(properties).deviceRequirements).toEqual({ gpu: [] });
    });

    it("keeps zero, which is a number", () => {
        const { deviceRequirements } = readAppRecord({ deviceRequirements: { minMemory: 0 } });
        expect(deviceRequirements).toEqual({ minMemory: 0, gpu: [] });
    });

    it("takes one GPU for a list of one", () => {
        expect(
            readAppRecord({ deviceRequirements: { gpu: "h100" } }).deviceRequirements.gpu,
        ).toEqual(["h100"]);
    });

    it("never fails on a wrong type", () => {
        const wrong = Object.fromEntries(Object.keys(record).map((name) => [name, 5]));
        expect(readAppRecord(wrong)).toEqual({
            ...Object.fromEntries(Object.keys(record).map((name) => [name, ""])),
            schemaVersion: 1,
            deviceRequirements: { gpu: [] },
            isPublic: false,
            platformConfig: { container: "", privateImage: false, secrets: [] },
            hasRegistryCredentials: false,
        });
    });

    it("calls an app without a tag by its name", () => {
        expect(readAppRecord({ name: "img-gen" }).tag).toBe("img-gen");
        expect(readAppRecord({ name: "img-gen", tag: "" }).tag).toBe("img-gen");
    });
});

describe("findAppRecords", () => {
    const other = appRecord({}, { tag: "other@1.0" });

    it.each<[string, unknown, unknown[]]>([
        ["nothing", {}, []],
        ["no object", "a text", []],
        ["nothing at all", undefined, []],
        ["null", { a: null }, []],
        ["an output", { app: record }, [record]],
        ["the output itself", record, [record]],
        ["a list", { apps: [record, other] }, [record, other]],
        ["a map", { apps: { a: record, b: other } }, [record, other]],
        ["deep down", { a: [[{ b: { c: [record] } }]] }, [record]],
        ["beside other things", { a: 5, b: "x", c: [null, true], d: other }, [other]],
    ])("in %s", (_where, outputs, expected) => {
        expect(findAppRecords(outputs)).toEqual(expected);
    });

    it("knows a record by its tag and its requirements", () => {
        expect(findAppRecords({ app: { tag: "a", deviceRequirements: {} } })).toHaveLength(1);
        expect(findAppRecords({ app: { tag: "a", deviceRequirements: null } })).toEqual([]);
        expect(findAppRecords({ app: { tag: 5, deviceRequirements: {} } })).toEqual([]);
        expect(findAppRecords({ app: { deviceRequirements: { gpu: ["t4"] } } })).toEqual([]);
        expect(findAppRecords({ requirements: { tag: "a", gpu: ["t4"] } })).toEqual([]);
    });
});
