import * as pulumi from "@pulumi/pulumi";
import { appFacts, toAppRecord, type AppRecord } from "bytenite-core/model";
import { lookUp as lookUpApp } from "../app/lookUp";
import { useTestCatalogue } from "../testing";
import { connect } from "./connection";
import { checkLookUps } from "./lookUpChecks";
import { ofResource, ofSelection } from "./lookUpName";
import { programReport } from "./lookUpReport";

const find = (name: string) => ({ name, version: "1.0", status: "active" });

/** A deployment under mocks. */
async function begin() {
    useTestCatalogue([find("a"), find("b"), find("c")]);
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
        call: () => ({}),
    });
    return {
        lookUp: (name: string) =>
            lookUpApp({ name: ofResource(name), report: programReport(), tag: name, connect }),
    };
}

async function outcomes(lookUps: Promise<unknown>[]): Promise<string[]> {
    const settled = await Promise.allSettled(lookUps);
    return settled.map((each) =>
        each.status === "fulfilled" ? "passed" : (each.reason as Error).message,
    );
}

it("holds what was looked up until all of it was judged, and refuses by app", async () => {
    const { lookUp } = await begin();
    const asked: string[][] = [];
    checkLookUps((apps) => {
        asked.push(apps.map(({ tag }) => tag).sort());
        return [{ tag: "b", message: "no b" }];
    });
    expect(await outcomes([lookUp("a"), lookUp("b"), lookUp("c")])).toEqual([
        "passed",
        'App "b": the rules refuse the deployment.\n  no b [REFUSED]',
        "passed",
    ]);
    expect(asked).toEqual([["a", "b", "c"]]);
});

it("judges each app of a look-up that finds several, and refuses all of it for one", async () => {
    await begin();
    checkLookUps((apps) =>
        apps.filter(({ tag }) => tag === "b@1.0").map(({ tag }) => ({ tag, message: "no b" })),
    );
    const records = ["a@1.0", "b@1.0"].map((tag) => toAppRecord(tag, appFacts()));
    const select = (name: string, found: AppRecord[]) =>
        programReport().run(
            ofSelection(name),
            () => Promise.resolve(found),
            (each) => each,
        );
    expect(await outcomes([select("two", records), select("one", records.slice(0, 1))])).toEqual([
        'AppSelection "two": the rules refuse the deployment.\n  no b [REFUSED]',
        "passed",
    ]);
});

it("tells once what is wrong with all, and lets none of them pass", async () => {
    const { lookUp } = await begin();
    checkLookUps(() => [{ tag: "", message: "too many" }]);
    expect(await outcomes([lookUp("b"), lookUp("a")])).toEqual([
        'App "b": not deployed, because of what App "a" tells of all apps. [REFUSED]',
        'App "a": the rules refuse the deployment.\n  too many [REFUSED]',
    ]);
});

it("lets nothing pass where a check fails", async () => {
    const { lookUp } = await begin();
    checkLookUps(() => {
        throw new Error("broken");
    });
    expect(await outcomes([lookUp("a"), lookUp("b")])).toEqual([
        "broken [NOT_JUDGED]",
        'App "b": not judged, for the same reason as App "a". [NOT_JUDGED]',
    ]);
});

it("judges what is looked up later with what was before", async () => {
    const { lookUp } = await begin();
    checkLookUps((apps) => (apps.length > 1 ? [{ tag: "", message: "too many" }] : []));
    expect(await outcomes([lookUp("a").then(() => lookUp("b"))])).toEqual([
        'App "b": the rules refuse the deployment.\n  too many [REFUSED]',
    ]);
});

it("refuses what comes later where it makes an earlier app wrong, which went on", async () => {
    const { lookUp } = await begin();
    checkLookUps((apps) => (apps.length > 1 ? [{ tag: "a", message: "two of a" }] : []));
    expect(await outcomes([lookUp("a").then(() => lookUp("b"))])).toEqual([
        'App "b": the rules refuse the deployment.\n  two of a [REFUSED]',
    ]);
});

it("tells a refusal once, however much comes later", async () => {
    const { lookUp } = await begin();
    checkLookUps(() => [{ tag: "a", message: "no a" }]);
    expect(await outcomes([lookUp("a"), lookUp("a").catch(() => lookUp("b"))])).toEqual([
        'App "a": the rules refuse the deployment.\n  no a [REFUSED]',
        "passed",
    ]);
});

it("refuses a check that comes too late", async () => {
    const { lookUp } = await begin();
    await lookUp("a");
    expect(() => checkLookUps(() => [])).toThrow(
        /^Apps were looked up already, and nothing has judged them.* \[CHECKED_TOO_LATE\]$/,
    );
});
