import * as pulumi from "@pulumi/pulumi";
import { getApp } from "pulumi-bytenite";
import { useTestCatalogue } from "pulumi-bytenite/testing";
import { cheapest, renderGpu, wanted } from "./renderGpu";

// In place of Pulumi's engine: a resource is as the program wants it.
beforeAll(() =>
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
        call: () => ({}),
    }),
);

/** The value of an output. Under mocks it is always known. */
const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
    new Promise((resolve) => output.apply(resolve));

test("the cheapest GPU of a list", () => {
    expect(cheapest(["nvidia h100", "tesla t4"])).toBe("tesla t4");
    expect(() => cheapest(["nvidia b200"])).toThrow("We have none of these GPUs: nvidia b200.");
});

describe("the program, with apps in place of ByteNite's", () => {
    let forgetCatalogue: () => void;

    beforeEach(() => {
        // What is not said of an app has a plausible value.
        forgetCatalogue = useTestCatalogue([
            { name: "render", version: "1.9", deviceRequirements: { gpu: ["nvidia h100"] } },
            { name: "render", version: "1.10", deviceRequirements: { gpu: ["nvidia l4"] } },
            { name: "old", version: "1.0", status: "inactive" },
        ]);
    });

    afterEach(() => forgetCatalogue());

    test("reads the app's GPUs", async () => {
        expect(await valueOf(renderGpu("render@1.9"))).toBe("nvidia h100");
    });

    test("takes the highest version for a tag without one", async () => {
        expect(await valueOf(renderGpu("render"))).toBe("nvidia l4");
    });

    // By getApp, since the promise that an App rejects is Pulumi's, where no test can catch it.
    test("refuses an app that is inactive or missing", async () => {
        await expect(getApp(wanted("old"))).rejects.toThrow('has the status "inactive"');
        await expect(getApp(wanted("none"))).rejects.toThrow('no app for the tag "none"');
    });
});
