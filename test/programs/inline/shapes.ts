import * as pulumi from "@pulumi/pulumi";
import { App, AppSelection, getApp, getAppOutput, getApps, readApp } from "pulumi-bytenite";

/** Stands for any resource of another provider, which may need what was looked up. */
class Other extends pulumi.dynamic.Resource {
    declare readonly value: pulumi.Output<unknown>;
    constructor(
        name: string,
        value: pulumi.Input<unknown>,
        options?: pulumi.CustomResourceOptions,
    ) {
        const create = (outs: object) => Promise.resolve({ id: name, outs });
        super({ create }, name, { value }, options);
    }
}

class Component extends pulumi.ComponentResource {
    readonly status: pulumi.Output<string>;
    constructor(name: string, tag: string) {
        super("test:index:Component", name);
        this.status = new App(`${name}-app`, { tag }, { parent: this }).status;
        this.registerOutputs({ status: this.status });
    }
}

/** The ways in which a program can use what is looked up, each with the outputs that it gives. */
export const SHAPES = {
    "an App that nobody asks": (tag: string): object => {
        new App("alone", { tag });
        return {};
    },
    "an App in the outputs": (tag: string): object => ({ app: new App("exported", { tag }) }),
    "an App's record in the outputs": (tag: string): object => ({
        record: new App("recorded", { tag }).record(),
    }),
    "several Apps": (tag: string): object => ({
        all: ["c", "a", "b"].map((name) => new App(name, { tag }).hash),
    }),
    "an App in a component": (tag: string): object => ({
        ofComponent: new Component("component", tag).status,
    }),
    "resources that wait for an App": (tag: string): object => {
        const waited = new App("waited", { tag });
        const first = new Other("first", waited.hash);
        const second = new Other("second", first.value);
        const after = new Other("after", 1, { dependsOn: waited });
        const child = new Other("child", 1, { parent: waited });
        return { values: [second.value, after.value, child.value] };
    },
    "resources that wait for an App, and no outputs": (tag: string): object => {
        const silent = new App("silent", { tag });
        new Other("silent-first", silent.hash);
        new Other("silent-after", 1, { dependsOn: silent });
        return {};
    },
    "getApp, awaited beside an App": async (tag: string): Promise<object> => {
        const beside = new App("beside", { tag });
        return { awaited: await getApp({ tag }), beside };
    },
    "getApp in the outputs": (tag: string): object => ({ promised: getApp({ tag }) }),
    "getApp for resources": (tag: string): object => {
        new Other(
            "of-promise",
            getApp({ tag }).then(({ hash }) => hash),
        );
        new Other("of-output", getAppOutput({ tag }).hash);
        return {};
    },
    "getApp, dropped": (tag: string): object => {
        void getApp({ tag });
        return {};
    },
    "getApp, caught": async (tag: string): Promise<object> => ({
        caught: await getApp({ tag }).then(
            () => "found",
            () => "none",
        ),
    }),
    "getApps for a resource": (tag: string): object => {
        const limit = tag === "render" ? 1 : -1;
        new Other(
            "of-list",
            getApps({ limit }).then((apps) => apps.length),
        );
        return {};
    },
    "AppSelection.app for a resource": (tag: string): object => {
        const all = new AppSelection("all");
        new Other("of-selection", all.app(`${tag}@1.0`).hash);
        return {};
    },
    "readApp for a resource": (tag: string): object => {
        const records = new pulumi.StackReference("organization/inline/records");
        new Other("of-other-stack", readApp(records, tag).hash);
        return {};
    },
};

/** What the name says. */
export type ShapeName = keyof typeof SHAPES;
