import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { appRecord } from "../appRecord.testSupport";
import { VERSION } from "../reports/pages";
import { PolicyServer, UNKNOWN, type TestResource } from "../testing/policyServer";

let server: PolicyServer;
beforeAll(async () => {
    server = await PolicyServer.start();
});
afterAll(() => server.stop());

const ALL = { all: "disabled" } as const;
const ALLOW_T4 = { enforcementLevel: "mandatory", allow: ["t4"] } as const;
const bad = appRecord({ gpu: ["h100"], minMemory: 16 });
const good = appRecord({ gpu: ["t4"], minMemory: 16 }, { tag: "good@1.0", id: "2" });

const stack = (outputs: object): TestResource => ({
    type: "pulumi:pulumi:Stack",
    name: "project-dev",
    properties: outputs,
});
const resource = ({ id, ...facts }: Record<string, unknown> = { ...bad }): TestResource => ({
    type: APP_RESOURCE_TYPE,
    name: "render",
    properties: { ...facts, appId: id },
});

/** What the pack has against a stack, in short. */
const judge = async (...resources: TestResource[]) =>
    (await server.analyzeStack(resources)).map(
        ({ policy, level, message }) => `${policy} ${level}: ${message.split("\n").at(-1)}`,
    );

const REFUSED = expect.stringMatching(
    /^gpu-allowed mandatory: img-gen@4\.0 lists "h100", which is not allowed/,
) as string;

describe("the stack's outputs", () => {
    beforeEach(() => server.configure({ ...ALL, "gpu-allowed": ALLOW_T4 }));

    it.each([
        ["alone", { app: bad }],
        ["in a list", { apps: [good, bad] }],
        ["in a map", { apps: { good, bad } }],
        ["deep down", { a: [{ b: { c: bad } }], d: "x", e: null, f: 5 }],
    ])("are judged where they hold the record of an app %s", async (_where, outputs) => {
        expect(await judge(stack(outputs))).toEqual([REFUSED]);
    });

    it("are judged app by app", async () => {
        const other = { ...bad, id: "3", tag: "a@1.0" };
        const found = await judge(stack({ bad, other, good }));
        expect(found).toHaveLength(2);
        expect(found[0]).toContain("a@1.0 lists");
        expect(found[1]).toEqual(REFUSED);
    });

    it("are left alone where they hold no app", async () => {
        expect(await judge(stack({}))).toEqual([]);
        expect(await judge(stack({ ip: "1.2.3.4", gpu: ["h100"], list: [[], {}] }))).toEqual([]);
        expect(await judge()).toEqual([]);
    });

    it("are not judged a second time for an App of the same stack", async () => {
        expect(await judge(resource({ ...bad }), stack({ bad, good }))).toEqual([]);
        expect(await judge(stack({ bad }), resource({ ...good }))).toEqual([REFUSED]);
    });

    it("of other resources are nobody's business", async () => {
        const component = { type: "my:component:Apps", name: "c", properties: { bad } };
        expect(await judge(component, resource())).toEqual([]);
    });
});

describe("what looks like an app and can't be judged", () => {
    const READABLE = { ...ALL, "app-readable": "mandatory" } as const;
    const { tag: _tag, name: _name, ...nameless } = bad;

    it.each<[string, object, string[]]>([
        [
            "has no tag and no name",
            nameless,
            [
                "output a looks like an app, but has nothing as its tag and no name, so that no other rule judges it. ",
            ],
        ],
        [
            "has device requirements of another type",
            { ...bad, deviceRequirements: "h100" },
            ["img-gen@4.0 (output a) has a text as its deviceRequirements in place of a mapping"],
        ],
        [
            "was cut",
            { tag: "x", platformConfig: { container: "c" } },
            ["x (output a) has nothing as its deviceRequirements in place of a mapping"],
        ],
        [
            "has several facts of another type",
            { ...bad, deviceRequirements: { gpu: 5, minMemory: "8" } },
            [
                "img-gen@4.0 (output a) has a number as its deviceRequirements.gpu in place of a list",
                "img-gen@4.0 (output a) has a text as its deviceRequirements.minMemory",
            ],
        ],
        ["is an app after all", bad, []],
    ])("is a finding where it %s", async (_what, output, expected) => {
        await server.configure(READABLE);
        const found = await judge(stack({ a: output }));
        expect(found).toHaveLength(expected.length);
        found.forEach((each, index) => {
            expect(each.startsWith(`app-readable mandatory: ${expected[index]}`)).toBe(true);
        });
    });

    it("is no app to any other rule, where it may be none", async () => {
        await server.configure({
            all: "mandatory",
            "app-readable": "disabled",
            "stack-app-count": { maximum: 0 },
        });
        expect(await judge(stack({ a: nameless }))).toEqual([]);
        const { name, properties } = resource({ ...nameless });
        const found = await judge({ type: APP_RESOURCE_TYPE, name, properties });
        expect(found).toContainEqual(
            expect.stringMatching(/^stack-app-count mandatory: The stack has 1 apps/),
        );
    });

    it("is a finding of the App itself, before it is created", async () => {
        await server.configure(READABLE);
        expect(await server.analyze({ ...resource(), properties: {} })).toMatchObject([
            { message: expect.stringContaining("App render has nothing as its device") as string },
            { message: expect.stringContaining("App render has nothing as its tag") as string },
        ]);
    });

    it("does not hide what else the outputs hold", async () => {
        await server.configure({ ...ALL, "gpu-allowed": ALLOW_T4 });
        expect(await judge(stack({ deviceRequirements: { apps: [bad] }, tag: 5 }))).toEqual([
            REFUSED,
        ]);
    });

    it("is one where an output says something else than the App", async () => {
        await server.configure({ ...ALL, "gpu-allowed": ALLOW_T4 });
        const stale = { ...bad, deviceRequirements: { gpu: ["t4"] } };
        expect(await judge(resource({ ...stale }), stack({ bad }))).toEqual([REFUSED]);
    });
});

describe("what is not known in a preview", () => {
    const nothingKnown = resource(
        Object.fromEntries(Object.keys(bad).map((name) => [name, UNKNOWN.text])),
    );
    const partlyKnown = resource({ ...bad, deviceRequirements: { gpu: UNKNOWN.list } });
    const configure = (onUnknown?: string) =>
        server.configure({
            ...ALL,
            "gpu-allowed": { ...ALLOW_T4, ...(onUnknown && { onUnknown }) },
        });
    const didNotRun = (path: string, kind = "string") => ({
        policy: "gpu-allowed",
        level: "advisory",
        severity: "high",
        message: `can't run policy 'gpu-allowed' from policy pack 'pulumi-bytenite-policies@v${VERSION}' during preview: ${kind} value at .${path} can't be known during preview`,
    });

    it.each([undefined, "warn"])(
        "is a rule that did not run, with onUnknown %s",
        async (onUnknown) => {
            await configure(onUnknown);
            expect(await server.analyze(nothingKnown)).toEqual([didNotRun("deviceRequirements")]);
            expect(await server.analyze(partlyKnown)).toEqual([
                didNotRun("deviceRequirements.gpu", "Array"),
            ]);
        },
    );

    it("is nothing, with onUnknown skip", async () => {
        await configure("skip");
        expect(await server.analyze(nothingKnown)).toEqual([]);
        expect(await server.analyze(partlyKnown)).toEqual([]);
    });

    it("is a finding at the rule's level, with onUnknown fail", async () => {
        await configure("fail");
        expect(await server.analyze(nothingKnown)).toEqual([
            {
                policy: "gpu-allowed",
                level: "mandatory",
                severity: "high",
                message: `A ByteNite app may list only GPU models that the organisation allows.
The app is not known before the update (string value at .deviceRequirements can't be known during preview), and onUnknown is "fail". Give the tag as text, or set onUnknown to warn.`,
            },
        ]);
    });

    it.each(["warn", "skip", "fail"])(
        "does not keep the outputs that are known from being judged, with onUnknown %s",
        async (onUnknown) => {
            await configure(onUnknown);
            const outputs = {
                ip: UNKNOWN.text,
                list: [UNKNOWN.object],
                bad,
                more: { x: UNKNOWN.number },
            };
            expect(await judge(stack(outputs))).toEqual([REFUSED]);
            expect(await judge(nothingKnown, stack(outputs))).toEqual([REFUSED]);
        },
    );

    it.each(["warn", "skip", "fail"])(
        "is passed over in outputs that may be anything, with onUnknown %s",
        async (onUnknown) => {
            await configure(onUnknown);
            expect(
                await judge(stack({ a: UNKNOWN.text, b: { c: UNKNOWN.object } }), nothingKnown),
            ).toEqual([]);
        },
    );

    it.each([
        ["warn", expect.stringMatching(/^gpu-allowed advisory: can't run policy 'gpu-allowed'/)],
        [
            "fail",
            expect.stringMatching(/^gpu-allowed mandatory: The app is not known before the update/),
        ],
    ])("in an app's record is reported, with onUnknown %s", async (onUnknown, expected) => {
        await configure(onUnknown);
        const partly = { ...bad, id: "3", deviceRequirements: { gpu: UNKNOWN.list } };
        expect(await judge(stack({ partly, bad }))).toEqual([REFUSED, expected]);
    });
});
