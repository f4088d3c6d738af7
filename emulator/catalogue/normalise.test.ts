import type { AppDefinition } from "./definition";
import { normalise } from "./normalise";

const one = (app: AppDefinition) => normalise({ apps: [app] })[0];
const base = { name: "app", version: "1.0" };

describe("what a version inherits from its app", () => {
    const app: AppDefinition = {
        name: "app",
        status: "inactive",
        deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["tesla t4"] },
        platformConfig: { container: "python:3", secrets: ["STORE"] },
        createdAt: "2024-05-06T07:08:09Z",
        versions: [
            { version: "1.0" },
            { version: "1.1", deviceRequirements: { minMemory: 8 }, status: "active" },
            { version: "1.2", deviceRequirements: { gpu: [] }, platformConfig: null },
            { version: "1.3", deviceRequirements: null, createdAt: null },
        ],
    };
    const versions = normalise({ apps: [app] });

    it("is every field", () => {
        expect(versions[0]).toMatchObject({
            name: "app",
            status: "inactive",
            createdAt: "2024-05-06T07:08:09Z",
            updatedAt: "2024-05-06T07:08:09Z",
            deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["tesla t4"] },
            platformConfig: { container: "python:3", privateImage: false, secrets: ["STORE"] },
        });
    });

    it("is replaced field by field, also within the requirements", () => {
        expect(versions[1]).toMatchObject({
            status: "active",
            deviceRequirements: { minCpu: 2, minMemory: 8, gpu: ["tesla t4"] },
        });
        expect(versions[2]?.deviceRequirements).toEqual({ minCpu: 2, minMemory: 4, gpu: [] });
    });

    it("is taken away by null", () => {
        expect(versions[2]?.platformConfig).toBeNull();
        expect(versions[3]).toMatchObject({
            deviceRequirements: null,
            createdAt: null,
            updatedAt: null,
        });
    });
});

it("fills requirements up as protojson does: with 0 and an empty list", () => {
    expect(one({ ...base, deviceRequirements: {} })?.deviceRequirements).toEqual({
        minCpu: 0,
        minMemory: 0,
        gpu: [],
    });
});

describe("what is derived", () => {
    const known = one({ ...base, deviceRequirements: { minCpu: 1 } });

    it("is the same on every machine and after every start", () => {
        expect(known).toMatchObject({
            id: "6f73cbeb-db95-8393-ad4d-3f739e47720d",
            owner: "4ea633b1-62bb-8df5-a357-403a215f1a37",
            hash: "A871U/gxWKgU9aGHR0ATvBOUiXKNKSuHIrhR79+ncj0=",
            createdAt: "2025-01-01T00:00:00Z",
            revision: "1",
        });
    });

    it.each<Partial<AppDefinition>>([
        { deviceRequirements: { minCpu: 2 } },
        { deviceRequirements: { minCpu: 1, gpu: ["tesla t4"] } },
        { platformConfig: { container: "python:3" } },
        { entrypoint: "run.py" },
        { description: "New" },
    ])("changes the hash with what a push would upload: %j", (edit) => {
        const edited = one({ ...base, deviceRequirements: { minCpu: 1 }, ...edit });
        expect(edited?.hash).not.toBe(known?.hash);
        expect(edited?.id).toBe(known?.id);
    });

    it("leaves the hash alone with what is no part of a push", () => {
        const edit = { status: "inactive", isPublic: true, userName: "bob", revision: "2" };
        const edited = one({ ...base, deviceRequirements: { minCpu: 1 }, ...edit });
        expect(edited?.hash).toBe(known?.hash);
        expect(edited?.owner).not.toBe(known?.owner);
    });

    it("tells versions apart", () => {
        const other = one({ name: "app", version: "1.1", deviceRequirements: { minCpu: 1 } });
        expect(other?.id).not.toBe(known?.id);
        expect(other?.hash).not.toBe(known?.hash);
    });

    it("doesn't depend on the order in which requirements are written", () => {
        const [left, right] = [
            { minCpu: 1, minMemory: 2 },
            { minMemory: 2, minCpu: 1 },
        ].map((deviceRequirements) => one({ ...base, deviceRequirements })?.hash);
        expect(left).toBe(right);
    });
});
