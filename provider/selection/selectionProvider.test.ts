import { runtime, type dynamic } from "@pulumi/pulumi";
import { startEmulator, type Emulator, type Fault } from "bytenite-emulator";
import { appFacts } from "bytenite-core/model";
import { packLookedUp } from "./lookedUp";
import { toMember, type Members } from "./member";
import type { SelectionOutputs, SelectionProgramInputs } from "./selectionInputs";
import * as provider from "./selectionProvider";

const API_KEY = "canary-key-of-a-selection";
const [a, b] = [toMember(appFacts({ status: "active" })), toMember(appFacts({ hash: "b" }))];
const select = { status: "active" };

describe("what the engine calls", () => {
    const state = (fields: Partial<SelectionOutputs> = {}): SelectionOutputs => ({
        resourceName: "team",
        select,
        endpoint: "http://127.0.0.1/v1",
        apps: { "a@1.0": a },
        ...fields,
    });

    describe("check", () => {
        const check = (
            news: Partial<SelectionProgramInputs>,
            olds: Partial<SelectionOutputs> = state(),
        ) => {
            const { apps } = state(news);
            const lookedUp = packLookedUp({ select, apps });
            return provider.check(olds, { ...state(), lookedUp, ...news });
        };
        const apps: Members = { "a@1.0": a, "b@1.0": b };

        test("what was looked up is not kept where it is what arrives", async () => {
            expect(await check({})).toEqual({ inputs: state() });
        });

        test("what is kept out, in or from changing is kept for the policies", async () => {
            const lookedUp = packLookedUp({ select, apps: { "a@1.0": b, "new@1.0": a } });
            const { inputs, failures } = await check({ apps, lookedUp });
            expect(failures).toBeUndefined();
            expect(inputs?.lookedUp).toEqual({ "a@1.0": b, "b@1.0": null, "new@1.0": a });
        });

        const elsewhere = [undefined, null, [], {}, { apps: {} }, { select: {} }, { "a@1.0": a }];
        test.each([
            ...elsewhere,
            ...elsewhere.map((each) => JSON.stringify(each)),
            "x",
            { select, apps },
        ])("nobody can tell what was looked up in %j", async (lookedUp) => {
            expect((await check({ lookedUp })).inputs?.lookedUp).toBe(false);
        });

        test("what is not known yet is no failure", async () => {
            const lookedUp = runtime.unknownValue;
            expect(await check({ lookedUp, onChange: "refuse" })).toEqual({
                inputs: state({ onChange: "refuse" }),
            });
        });

        test("what a secret that is absent comes as is absent", async () => {
            const absent = { expect: null, onChange: null } as object;
            expect(await check(absent)).toEqual({ inputs: state() });
        });

        test("the filters of something else are refused", async () => {
            const { failures } = await check({ select: { status: "inactive" } });
            expect(failures).toEqual([
                {
                    property: "select",
                    reason: 'the apps were selected by {"status":"active"}, but what arrives is {"status":"inactive"}: a resource transform or ignoreChanges puts it in place of the other. Give filters and tags where the AppSelection is made, and take them out of the transform or of ignoreChanges. [SELECTION_OVERRIDDEN]',
                },
            ]);
        });

        const unknown = runtime.unknownValue;
        test.each<[what: string, news: object, problem: string | undefined]>([
            ["what is there", { expect: { minimum: 1, maximum: 1 } }, undefined],
            ["what is not known", { expect: unknown, onChange: unknown }, undefined],
            ["a part that is not known", { expect: { minimum: unknown, maximum: 0 } }, undefined],
            ["more", { expect: { minimum: 2 } }, "but at least 2 must be"],
            ["less", { expect: { maximum: 0 } }, "but at most 0 must be"],
            ["what it can't", { expect: { min: 1 } }, "expect must be { minimum, maximum }"],
            ["a number", { expect: 5 }, "expect must be { minimum, maximum }"],
            ["a change of no kind", { onChange: "ignore" }, 'onChange must be "accept" or'],
            ["a status", { requireStatus: "x" }, 'There is no argument "requireStatus"'],
            ["to wait", { waitFor: 5 }, 'There is no argument "waitFor"'],
            ["another filter", { name: "b" }, 'but what arrives is {"status":"active","name":"b"}'],
            ["other tags", { tags: ["b"] }, "but what arrives is"],
        ])("a transform may demand %s, or not", async (_what, news, problem) => {
            const { failures = [] } = await check(news);
            expect(failures.map(({ reason }) => reason)).toEqual(
                problem === undefined ? [] : [expect.stringContaining(problem)],
            );
        });

        test("a demand holds for what was selected, whatever is kept", async () => {
            const lookedUp = packLookedUp({ select, apps: {} });
            const { failures } = await check({ expect: { minimum: 1 }, lookedUp });
            expect(failures).toMatchObject([{ property: "expect" }]);
        });

        test.each<[string, object, Partial<SelectionOutputs> | undefined, boolean]>([
            ["other members", { apps }, state(), true],
            [
                "other members that are kept out",
                { lookedUp: packLookedUp({ select, apps }) },
                state(),
                true,
            ],
            ["the same ones", { apps: { "a@1.0": b } }, state(), false],
            ["a first update", { apps }, {}, false],
            ["other filters", { apps }, state({ select: { tags: ["a"] } }), false],
        ])("onChange refuses %s, or not", async (_what, news, olds, isRefused) => {
            const { failures = [] } = await check({ onChange: "refuse", ...news }, olds);
            const reason = expect.stringMatching(
                /\(entered: "b@1\.0"\).*for one update\. \[SELECTION_CHANGED\]$/,
            ) as string;
            expect(failures).toEqual(isRefused ? [{ property: "onChange", reason }] : []);
        });
    });

    describe("read", () => {
        let emulator: Emulator;
        const read = (fields: Partial<SelectionOutputs> = {}) =>
            provider.read("team", state({ endpoint: emulator.url, ...fields }));

        beforeEach(async () => {
            emulator = await startEmulator({
                apiKeys: [API_KEY],
                catalogue: { apps: ["a", "b"].map((name) => ({ name, version: "1.0" })) },
            });
            const settings: Record<string, string> = {
                "bytenite:endpoint": emulator.url,
                "bytenite:apiKey": API_KEY,
                "bytenite:retries": "0",
            };
            void provider.configure({
                config: { get: (key: string) => settings[key] } as dynamic.Config,
            });
        });
        afterEach(() => emulator.close());

        test("selects again, and keeps the rest", async () => {
            const { id, props: properties } = (await read({ expect: { minimum: 2 } })) as {
                id: string;
                props: SelectionOutputs;
            };
            expect(id).toBe("team");
            expect(Object.keys(properties.apps)).toEqual(["a@1.0", "b@1.0"]);
            expect(properties).toMatchObject({
                select,
                expect: { minimum: 2 },
                resourceName: "team",
            });
        });

        test.each<[string, Partial<SelectionOutputs>, Fault[], string]>([
            ["a failure", {}, [{ status: 503 }], "ByteNite failed"],
            ["a list in doubt", {}, [{ paging: "wrong-total" }], "may not have all of them"],
            ["too few", { expect: { minimum: 3 } }, [], "2 apps are selected, but at least 3"],
            ["a change", { onChange: "refuse" }, [], "(entered: "],
            ["a tag that is gone", { select: { tags: ["z"] } }, [], "take its tag out of the"],
            ["another endpoint", { endpoint: "http://other/v1" }, [], "was read from http://other"],
        ])("fails after %s, without a stack", async (_what, fields, faults, message) => {
            emulator.faults = faults.map((fault) => ({ operation: "getApps", ...fault }));
            await expect(read(fields)).rejects.toMatchObject({
                name: "ByteNiteError",
                stack: "",
                message: expect.stringMatching(
                    /^AppSelection "team" keeps its last known state\. /,
                ) as string,
            });
            await expect(read(fields)).rejects.toThrow(message);
        });
    });
});
