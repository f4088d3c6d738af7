import fc from "fast-check";
import { anyApp, appRecord } from "../../appRecord.testSupport";
import { memoryMinimum } from "./rule";

const judge = (minMemory: number | undefined, gpu: string[], settings = {}) =>
    memoryMinimum.evaluate(
        appRecord({ gpu, ...(minMemory !== undefined && { minMemory }) }),
        settings,
    );

describe("memory-minimum has nothing against", () => {
    it.each<[string, number | undefined, string[], object]>([
        ["exactly the default minimum", 2, [], {}],
        ["more than the minimum", 2.5, [], {}],
        ["exactly the default minimum with a GPU", 8, ["t4"], {}],
        ["exactly the organisation's minimum", 4, [], { minimum: 4 }],
        ["exactly the organisation's minimum with a GPU", 16, ["t4"], { minimumWithGpu: 16 }],
        ["little memory where nothing is asked for", 0, [], { minimum: 0 }],
        ["no memory where nothing is asked for", undefined, [], { minimum: 0 }],
        [
            "no memory with a GPU where nothing is asked for",
            undefined,
            ["t4"],
            { minimum: 0, minimumWithGpu: 0 },
        ],
        ["a fraction", 0.5, [], { minimum: 0.5 }],
    ])("%s", (_what, minMemory, gpu, settings) => {
        expect(judge(minMemory, gpu, settings)).toEqual([]);
    });
});

describe("memory-minimum refuses", () => {
    it.each<[number | undefined, string[], object, string, number]>([
        [1.99, [], {}, "asks for 1.99 GB of memory, but the least that is allowed here is 2 GB", 2],
        [0, [], {}, "asks for 0 GB of memory, but the least that is allowed here is 2 GB", 2],
        [
            undefined,
            [],
            {},
            "states no minimum memory, but the least that is allowed here is 2 GB",
            2,
        ],
        [
            2,
            ["t4"],
            {},
            "asks for 2 GB of memory, but the least that is allowed with a GPU is 8 GB",
            8,
        ],
        [
            undefined,
            ["quantum 9000"],
            {},
            "states no minimum memory, but the least that is allowed with a GPU is 8 GB",
            8,
        ],
        [
            3,
            [],
            { minimum: 4, minimumWithGpu: 1 },
            "asks for 3 GB of memory, but the least that is allowed here is 4 GB",
            4,
        ],
        [
            8,
            ["t4"],
            { minimum: 16 },
            "asks for 8 GB of memory, but the least that is allowed with a GPU is 16 GB",
            16,
        ],
        [
            0,
            ["t4"],
            { minimum: 0, minimumWithGpu: 0.5 },
            "asks for 0 GB of memory, but the least that is allowed with a GPU is 0.5 GB",
            0.5,
        ],
    ])("%j GB with %j and %j", (minMemory, gpu, settings, problem, floor) => {
        expect(judge(minMemory, gpu, settings)).toEqual([
            {
                field: "deviceRequirements.minMemory",
                message: `img-gen@4.0 ${problem}`,
                fix: `In the app's manifest, set "device_requirements": {"min_memory": ${floor}} and push the app again`,
            },
        ]);
    });
});

describe("memory-minimum in general", () => {
    const amount = fc.double({ min: 0, max: 200, noNaN: true });

    it("refuses nothing less when it asks for more, and accepts what it proposes", () => {
        fc.assert(
            fc.property(anyApp, amount, amount, amount, (app, minimum, minimumWithGpu, more) => {
                const found = memoryMinimum.evaluate(app, { minimum, minimumWithGpu });
                const stricter = { minimum: minimum + more, minimumWithGpu: minimumWithGpu + more };
                expect(memoryMinimum.evaluate(app, stricter).length).toBeGreaterThanOrEqual(
                    found.length,
                );
                for (const { fix } of found) {
                    const { gpu } = app.deviceRequirements;
                    const minMemory = Number(/"min_memory": (.*?)}/.exec(fix)?.[1]);
                    const fixed = appRecord({ gpu, minMemory });
                    expect(memoryMinimum.evaluate(fixed, { minimum, minimumWithGpu })).toEqual([]);
                }
            }),
        );
    });
});
