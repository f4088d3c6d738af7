import { InvalidSettingError } from "bytenite-core/client";
import { useTestCatalogue } from "../testing";
import { connect, replaceConnection } from "../session/connection";
import { LookUpError } from "../session/lookUpError";
import { ofResource } from "../session/lookUpName";
import { programReport } from "../session/lookUpReport";
import { FACT_NAMES, type AppOutputs } from "./appInputs";
import { lookUp } from "./lookUp";

const lookUpApp = (tag: string, requireStatus?: string): Promise<AppOutputs> =>
    lookUp({
        name: ofResource("render"),
        report: programReport(),
        tag,
        connect,
        ...(requireStatus !== undefined && { requirement: { requireStatus } }),
    });

const failure = async (...[tag, requireStatus]: [string, string?]) => {
    const error: unknown = await lookUpApp(tag, requireStatus).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LookUpError);
    const { code, message } = error as LookUpError;
    return { code, message };
};

describe("lookUp", () => {
    let restore: () => void;
    beforeEach(() => {
        restore = useTestCatalogue([{ name: "img-gen", version: "4.0", status: "inactive" }]);
    });
    afterEach(() => restore());

    it("gives the properties of the resource", async () => {
        const properties = await lookUpApp("img-gen@4", "inactive");
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
            message:
                'App "render": There is no app for the tag "nothing" in the test catalogue. [NOT_FOUND]',
        });
        expect(await failure("a b")).toEqual({
            code: "INVALID_TAG",
            message:
                'App "render": The tag "a b" contains white space; expected name, name@major or name@major.minor, for example img-gen@4.0. ByteNite was not asked. [INVALID_TAG]',
        });
    });

    it.each(["active", "Inactive"])("requires the status %s exactly", async (required) => {
        expect(await failure("img-gen", required)).toEqual({
            code: "STATUS_MISMATCH",
            message: `App "render": The app "img-gen" has the status "inactive" in the test catalogue, but "${required}" is required. ByteNite is not asked in this run: renew the entry there, or change requireStatus. [STATUS_MISMATCH]`,
        });
    });

    it("does not take a defect for a user's mistake", async () => {
        const defect = new TypeError("a defect");
        const getApp = () => Promise.reject(defect);
        const undo = replaceConnection({
            endpoint: "",
            apps: {
                getApp,
                getApps: jest.fn(),
                getEveryApp: jest.fn(),
                getSelection: jest.fn(),
                getAppStatus: jest.fn(),
                getRegistryCredentials: jest.fn(),
            },
        });
        await expect(lookUpApp("img-gen")).rejects.toBe(defect);
        undo();
    });

    it("gives something else in place of an app that is missing, and only of that", async () => {
        const asked = { name: ofResource("render"), report: programReport(), connect };
        const ifMissing = jest.fn(() => Promise.resolve("gone" as const));
        expect(await lookUp({ ...asked, tag: "nothing", ifMissing })).toBe("gone");
        expect(ifMissing).toHaveBeenCalledWith(connect().apps, "nothing");
        await expect(lookUp({ ...asked, tag: "a b", ifMissing })).rejects.toMatchObject({
            code: "INVALID_TAG",
        });
        expect(ifMissing).toHaveBeenCalledTimes(1);
    });

    it("fails as any other where there is no connection", async () => {
        const refused = lookUp({
            name: ofResource("render"),
            report: programReport(),
            tag: "img-gen",
            connect: () => {
                throw new InvalidSettingError("No.");
            },
        });
        await expect(refused).rejects.toMatchObject({
            message: 'App "render": No. [INVALID_SETTING]',
        });
    });
});
