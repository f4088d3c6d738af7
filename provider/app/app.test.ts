import { createRequire } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { App, APP_RESOURCE_TYPE, AppForPolicies, SERIALIZED_PROVIDER } from "./app";
import { getApp } from "../dataSources";
import { LookUpError } from "../session/lookUpError";
import { useTestCatalogue } from "../testing";

const registered: pulumi.runtime.MockResourceArgs[] = [];

function known<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}

describe("App under Pulumi's mocks", () => {
    let restore: () => void;

    beforeAll(async () => {
        await pulumi.runtime.setMocks({
            newResource: (resource) => {
                registered.push(resource);
                return { id: `${resource.name}-id`, state: resource.inputs as object };
            },
            call: () => ({}),
        });
        restore = useTestCatalogue([
            { name: "render", version: "1.9", status: "inactive" },
            {
                name: "render",
                version: "1.10",
                deviceRequirements: { minCpu: 4, gpu: ["tesla t4"] },
            },
        ]);
    });

    afterAll(() => restore());

    test("has the facts as outputs", async () => {
        const app = new App("highest", { tag: "render@1" });

        expect(await known(app.version)).toBe("1.10");
        expect(await known(app.deviceRequirements)).toEqual({ minCpu: 4, gpu: ["tesla t4"] });
        expect(await known(app.isPublic)).toBe(false);
        expect(await known(app.tag)).toBe("render@1");
    });

    test("registers what was looked up as inputs, with the provider's module", async () => {
        await known(new App("registered", { tag: "render@1.9" }).status);

        const resource = registered.find(({ name }) => name === "registered");
        expect(resource?.type).toBe(APP_RESOURCE_TYPE);
        expect(resource?.inputs).toMatchObject({
            tag: "render@1.9",
            status: "inactive",
            endpoint: "test catalogue",
            __provider: SERIALIZED_PROVIDER,
        });
    });

    test("record() is what other stacks read", async () => {
        const app = new App("recorded", { tag: "render@1.9" });

        expect(await known(app.record())).toMatchObject({
            schemaVersion: 1,
            tag: "render@1.9",
            id: "render@1.9",
            name: "render",
            version: "1.9",
        });
        expect(await known(app.record())).not.toHaveProperty("appId");
    });

    test("App.get is an ordinary registration, so that policies see it", async () => {
        await known(App.get("got", "render").version);

        expect(registered.find(({ name }) => name === "got")).toMatchObject({
            type: APP_RESOURCE_TYPE,
            inputs: { tag: "render" },
        });
    });

    test("takes a tag that is an output", async () => {
        const app = new App("from-output", { tag: pulumi.output(Promise.resolve("render@1.9")) });
        expect(await known(app.version)).toBe("1.9");
    });

    test("a data source that fails has a message, a code, and no stack trace", async () => {
        const error: unknown = await getApp({ tag: "missing" }).catch((reason: unknown) => reason);

        expect(error).toBeInstanceOf(LookUpError);
        expect(pulumi.RunError.isInstance(error)).toBe(true);
        expect(error).toMatchObject({
            code: "NOT_FOUND",
            message: 'There is no app for the tag "missing" in the test catalogue. [NOT_FOUND]',
            stack: 'There is no app for the tag "missing" in the test catalogue. [NOT_FOUND]',
        });
    });

    test("policies match the class by the type that it registers", () => {
        expect(App.__pulumiType).toBe(APP_RESOURCE_TYPE);
        expect(AppForPolicies).toBe(App);
    });
});

describe("the provider in the state", () => {
    test("is this text, for ever", () => {
        expect(SERIALIZED_PROVIDER).toMatchInlineSnapshot(
            `"exports.handler = () => require("pulumi-bytenite/appProvider");"`,
        );
        expect(Buffer.byteLength(SERIALIZED_PROVIDER)).toBeLessThanOrEqual(300);
    });

    test("evaluates to what the engine calls", () => {
        // As the SDK's provider process does it, from the folder of a program.
        const exports: { handler?: () => object } = {};
        const requireFromProgram = createRequire(join(process.cwd(), "index.js"));
        runInNewContext(SERIALIZED_PROVIDER, { exports, require: requireFromProgram });

        expect(Object.keys(exports.handler?.() ?? {})).toEqual(
            expect.arrayContaining(["configure", "diff", "create", "update", "delete", "read"]),
        );
    });
});
