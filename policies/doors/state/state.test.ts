import { DocumentError } from "bytenite-core/documents";
import { APP_RESOURCE_TYPE } from "../../judging/kinds/app";
import { appRecord } from "../../appRecord.testSupport";
import { SIGNATURE_KEY } from "../../judging/factReader";
import { STACK_TYPE } from "../../judging/facts";
import { readState as readStateOf } from "./state";

const readState = (text: string) => {
    const { declared, outputs, ...state } = readStateOf(text, "state.json");
    return { ...state, apps: [...declared, ...outputs] };
};
const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const stateOf = (outputs: object, ...resources: object[]) =>
    JSON.stringify({
        deployment: {
            resources: [
                { urn: urn(STACK_TYPE, "shop-prod"), type: STACK_TYPE, outputs },
                ...resources,
            ],
        },
    });
const app = (name: string, inputs: object | undefined, more: object = {}) => ({
    urn: urn(APP_RESOURCE_TYPE, name),
    type: APP_RESOURCE_TYPE,
    ...(inputs && { inputs }),
    ...more,
});
const marked = (mark: string, more: object = {}) => ({ [SIGNATURE_KEY]: mark, ...more });
const secret = (value: unknown) =>
    marked("1b47061264138c4ac30d75fd1eb44270", { plaintext: JSON.stringify(value) });
const encrypted = marked("1b47061264138c4ac30d75fd1eb44270", { ciphertext: "v1:abc" });
const reference = (to: string) => marked("5cf8f73096256a8f31e491e813e4eb8e", { urn: to, id: "x" });
const asset = marked("c44067f5952c0a294b673a41bacd8c17", { text: "deviceRequirements" });
const archive = marked("0def7320c3a5731c473e5ecbe6d01bc7", {
    assets: { deviceRequirements: asset, tag: asset },
});

const record = appRecord({ gpu: ["h100"], minMemory: 8 });
const { id, ...facts } = record;
const inputs = { ...facts, appId: id };
const tagsOf = (state: string) => readState(state).apps.map(({ tag }) => tag);

describe("readState", () => {
    it.each<[string, unknown]>([
        ["a record", record],
        ["a secret record", secret(record)],
        ["a secret that holds it deep down", secret({ a: [{ b: record }] })],
        [
            "a record of secrets",
            Object.fromEntries(
                Object.entries(record).map(([name, value]) => [name, secret(value)]),
            ),
        ],
        ["a secret in a secret", secret({ a: secret(record) })],
        [
            "a secret deep inside a record",
            { ...record, deviceRequirements: { gpu: [secret("h100")], minMemory: secret(8) } },
        ],
        [
            "an output value",
            marked("d0e6a833031e9bbcd3f4e8bde6ca49a4", { value: record, secret: true }),
        ],
    ])("sees %s", (_what, output) => {
        expect(readState(stateOf({ output }))).toEqual({
            stack: { project: "shop", stack: "prod" },
            apps: [record],
        });
    });

    it("sees an App of which parts are secret", () => {
        const hidden = Object.fromEntries(
            Object.entries(inputs).map(([name, value]) => [name, secret(value)]),
        );
        expect(readState(stateOf({}, app("render", hidden))).apps).toEqual([record]);
    });

    it("sees an App that is an output by reference once", () => {
        const output = reference(urn(APP_RESOURCE_TYPE, "render"));
        expect(readState(stateOf({ output }, app("render", inputs))).apps).toEqual([record]);
    });

    it.each<[string, object, object[], string]>([
        [
            "an output that is encrypted",
            { a: { b: [encrypted] } },
            [],
            "output a.b[0]: encrypted, so that nobody knows which apps are in it. Export the state with `pulumi stack export --show-secrets`",
        ],
        [
            "an App that is encrypted",
            {},
            [app("render", { ...inputs, deviceRequirements: { gpu: [encrypted] } })],
            "App render: encrypted, so that nobody knows which apps are in it. Export the state with `pulumi stack export --show-secrets`",
        ],
        [
            "a secret that is no JSON",
            { a: { ...encrypted, plaintext: "hunter2" } },
            [],
            "output a is a secret that can't be read: export the state again",
        ],
        [
            "a kind of object that nobody knows",
            { a: marked("ffff") },
            [],
            "output a is of a kind that this version does not know: update pulumi-bytenite-policies",
        ],
        [
            "an output value that is not known",
            { a: marked("d0e6a833031e9bbcd3f4e8bde6ca49a4") },
            [],
            "output a is not known: deploy the stack, then export its state again",
        ],
        [
            "an App that is not there",
            { a: reference(urn(APP_RESOURCE_TYPE, "gone")) },
            [],
            "output a refers to an App that the state doesn't have",
        ],
    ])("refuses %s", (_what, outputs, resources, message) => {
        expect(() => readState(stateOf(outputs, ...resources))).toThrow(
            new DocumentError([`state.json: ${message}`]),
        );
    });

    it("knows an exported state whatever else is in it", () => {
        const exported = stateOf({ output: record });
        const more = { ...(JSON.parse(exported) as object), note: "ours", a: record };
        expect(readState(JSON.stringify(more))).toEqual(readState(exported));
    });

    it("tells all that it can't read at once, and each once", () => {
        const state = stateOf(
            { a: encrypted, b: encrypted, c: marked("ffff") },
            app("x", { tag: encrypted, id: encrypted }),
        );
        expect(() => readState(state)).toThrow(
            /^state\.json: App x, output a, output b: encrypted.*\nstate\.json: output c is of a kind[^\n]*$/,
        );
        const many = Object.fromEntries([..."abcdefgh"].map((name) => [name, encrypted]));
        expect(() => readState(stateOf(many))).toThrow(
            /^state\.json: output a,.* output e and 3 more: encr/,
        );
    });

    it("takes no other object of Pulumi's for an app, and passes none over where a fact belongs", () => {
        const component = reference(urn("my:component:Apps", "all"));
        expect(tagsOf(stateOf({ asset, archive, component, other: ["x"] }))).toEqual([]);
        const [read] = readState(stateOf({ a: { ...record, description: asset } })).apps;
        expect(read?.unreadable?.facts).toEqual([
            { field: "description", found: "an object of Pulumi's own", expected: "a text" },
        ]);
    });

    it("passes over what Pulumi does not judge either", () => {
        const bucket = { urn: urn("aws:s3:Bucket", "b"), type: "aws:s3:Bucket", outputs: record };
        expect(tagsOf(stateOf({}, bucket))).toEqual([]);
        const going = app("old", inputs, { delete: true });
        expect(tagsOf(stateOf({}, going))).toEqual([]);
    });

    it.each([undefined, {}])("tells an App of which it knows nothing: inputs %j", (given) => {
        expect(readState(stateOf({}, app("render", given))).apps).toMatchObject([
            { tag: "App render", nameless: "resource", unreadable: { place: "App render" } },
        ]);
    });

    it("takes no part of the input into a message: it may be a secret", () => {
        const broken = stateOf({ password: "hunter2" }).replace(/"hunter2"/, "hunter2");
        expect(() => readState(broken)).toThrow(/^state\.json:1: not JSON$/);
        const doubled = stateOf({}).replace("{", '{"deployment": 1, ');
        expect(() => readState(doubled)).toThrow('the key "deployment" is there already');
    });

    it("refuses a resource without a URN or a type, and what lies deeper than anybody writes", () => {
        expect(() => readState(stateOf({}, { inputs }))).toThrow("its resource 1 has no URN");
        let deep: unknown = record;
        for (let level = 0; level < 1000; level += 1) deep = [deep];
        expect(() => readState(stateOf({ deep }))).toThrow(
            /^state\.json: output deep\S{12}: nested too deeply \(200/,
        );
    });
});
