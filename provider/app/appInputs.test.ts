import { inspect } from "node:util";
import { RunError } from "@pulumi/pulumi";
import { FACT_NAMES, lookUpApp, toAppProperties } from "./appInputs";
import { ByteNiteError } from "bytenite-core/client";
import { replaceConnection } from "../session/connection";
import { LookUpError } from "../session/lookUpError";
import { reportLookUp } from "../session/lookUpReport";
import { useTestCatalogue } from "../testing";

const failure = async (...[tag, requireStatus]: [string, string?]) => {
    const requirement = requireStatus === undefined ? {} : { requireStatus };
    const error: unknown = await lookUpApp("render", tag, requirement, undefined).catch(
        (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(LookUpError);
    const { code, message } = error as LookUpError;
    return { code, message };
};

describe("lookUpApp", () => {
    let restore: () => void;
    beforeEach(() => {
        restore = useTestCatalogue([{ name: "img-gen", version: "4.0", status: "inactive" }]);
    });
    afterEach(() => restore());

    it("gives the properties of the resource", async () => {
        const properties = await lookUpApp(
            "render",
            "img-gen@4",
            { requireStatus: "inactive" },
            undefined,
        );
        expect(properties).toMatchObject({
            tag: "img-gen@4",
            endpoint: "test catalogue",
            appId: "img-gen@4.0",
            status: "inactive",
        });
        expect(Object.keys(properties).sort()).toEqual([...FACT_NAMES, "endpoint", "tag"].sort());
        expect(properties).not.toHaveProperty("id");
    });

    it("says which resource failed, and why", async () => {
        expect(await failure("nothing")).toEqual({
            code: "NOT_FOUND",
            message: 'App "render": There is no app for the tag "nothing" in the test catalogue.',
        });
        expect(await failure("a b")).toEqual({
            code: "INVALID_TAG",
            message:
                'App "render": The tag "a b" contains white space; expected name, name@major or name@major.minor, for example img-gen@4.0. ByteNite was not asked.',
        });
    });

    it.each(["active", "Inactive"])("requires the status %s exactly", async (required) => {
        expect(await failure("img-gen", required)).toEqual({
            code: "STATUS_MISMATCH",
            message: `App "render": The app "img-gen" has the status "inactive", but "${required}" is required. Activate the app at ByteNite, or change requireStatus.`,
        });
    });

    it("does not take a defect for a user's mistake", async () => {
        const defect = new TypeError("a defect");
        const getApp = () => Promise.reject(defect);
        replaceConnection({
            endpoint: "",
            apps: {
                getApp,
                getApps: jest.fn(),
                getEveryApp: jest.fn(),
                getAppStatus: jest.fn(),
                getRegistryCredentials: jest.fn(),
            },
        });
        await expect(lookUpApp("render", "img-gen", {}, undefined)).rejects.toBe(defect);
    });
});

describe("toAppProperties", () => {
    it("renames what Pulumi calls otherwise, and nothing else", () => {
        const facts = { id: "1", name: "a" } as Parameters<typeof toAppProperties>[0];
        expect(toAppProperties(facts)).toEqual({ appId: "1", name: "a" });
        expect(facts).toEqual({ id: "1", name: "a" });
    });
});

describe("LookUpError", () => {
    it("is shown by Pulumi as its message alone", async () => {
        const error = await reportLookUp({ caller: "App", isPrefix: true }, () =>
            Promise.reject(new ByteNiteError("TIMEOUT", "Too late.")),
        ).catch((reason: unknown) => reason as LookUpError);
        expect(RunError.isInstance(error)).toBe(true);
        expect(error).toMatchObject({
            code: "TIMEOUT",
            message: "App: Too late.",
            stack: "App: Too late.",
        });
        expect(inspect(error)).toContain("App: Too late.");
        expect(inspect(error)).not.toContain("    at ");
    });

    it("keeps its message, whatever the SDK puts in front", () => {
        const error = new LookUpError("Too late.", "TIMEOUT");
        error.message = `property version: ${error.message}`;
        expect(error.message).toBe("Too late.");
    });
});
