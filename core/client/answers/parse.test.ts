import { inspect } from "node:util";
import { appFacts, type AppFacts } from "../../model";
import { InvalidResponseError } from "../errors";
import { parseAppResponse } from "./parse";

const LEAST = { id: "an id", name: "img-gen" };

/** The app of an answer that has these fields besides an id and a name. */
function parseApp(fields: object): AppFacts {
    return parseAppResponse({ app: { ...LEAST, ...fields } }, "GET /dev/apps/img-gen");
}

function refusal(parse: () => unknown): string {
    try {
        parse();
    } catch (error) {
        expect(error).toBeInstanceOf(InvalidResponseError);
        return (error as Error).message;
    }
    throw new Error("nothing was refused");
}

const wrong = (problem: string) =>
    `ByteNite's answer to GET /dev/apps/img-gen is not what its documentation describes: ${problem}. ` +
    "Is endpoint the address of ByteNite's API?";

describe("an app", () => {
    it("has every fact that ByteNite sends", () => {
        const sent = {
            id: "a1b2c3d4-e5f6-4890-abcd-ef1234567890",
            name: "video-transcoding",
            version: "1.0",
            owner: "b7aac91d-7e62-4923-898f-5c6d9ea48927",
            userName: "alice",
            status: "active",
            deviceRequirements: { minCpu: 1.5, minMemory: 2, gpu: ["tesla t4", "nvidia l4"] },
            isPublic: true,
            createdAt: "2025-10-30T16:39:50.151Z",
            updatedAt: "2025-10-30T16:39:51Z",
            platform: "docker",
            platformConfig: { container: "python:latest", privateImage: true, secrets: ["s3"] },
            hash: "Plv5qqtm1jPtm8Brq4jMj9u/zSJMQV85fl62UNxltcM=",
            link: "https://storage.test/archive.tar",
            entrypoint: "main.py",
            revision: "7",
            description: "Transcodes.\nQuickly.",
        };
        expect(parseAppResponse({ app: sent }, "")).toEqual(
            appFacts({ ...sent, hasRegistryCredentials: false }),
        );
    });

    const nothing = appFacts(LEAST);

    it("may leave out everything but its id and name", () => {
        expect(parseApp({})).toEqual(nothing);
    });

    it("may have null wherever it may leave something out", () => {
        const nulls = Object.fromEntries(
            Object.keys(nothing)
                .filter((name) => !(name in LEAST))
                .map((name) => [name, null]),
        );
        expect(parseApp(nulls)).toEqual(nothing);
        expect(
            parseApp({
                deviceRequirements: { minCpu: null, minMemory: null, gpu: null },
                platformConfig: { container: null, privateImage: null, secrets: null, token: null },
            }),
        ).toEqual(nothing);
    });

    it("may have fields that nobody knows yet", () => {
        const strange = { gpuCount: 4, nested: { a: [1] } };
        expect(parseApp({ ...strange, deviceRequirements: strange })).toEqual(nothing);
    });

    it("can't reach any prototype", () => {
        const app = parseAppResponse(
            JSON.parse(
                `{"app": {"id": "an id", "name": "img-gen", "__proto__": {"status": "active"},
                  "constructor": {"prototype": {"polluted": true}},
                  "deviceRequirements": {"__proto__": {"minCpu": 5, "gpu": ["t4"]}}}}`,
            ),
            "",
        );
        expect(app).toEqual(nothing);
        expect(Object.getPrototypeOf(app)).toBe(Object.prototype);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        expect(({} as Record<string, unknown>).status).toBeUndefined();
    });

    it.each([
        [{}, "app.id is missing"],
        [{ id: null, name: "a" }, "app.id must be text, not null"],
        [{ id: "", name: "a" }, "app.id must not be empty"],
        [{ id: "i" }, "app.name is missing"],
        [{ ...LEAST, id: 5 }, "app.id must be text, not a number"],
        [{ ...LEAST, status: true }, "app.status must be text, not true or false"],
        [{ ...LEAST, status: ["active"] }, "app.status must be text, not a list"],
        [{ ...LEAST, isPublic: "true" }, "app.isPublic must be true or false, not text"],
        [{ ...LEAST, isPublic: 1 }, "app.isPublic must be true or false, not a number"],
        [
            { ...LEAST, deviceRequirements: "t4" },
            "app.deviceRequirements must be an object, not text",
        ],
        [
            { ...LEAST, deviceRequirements: ["t4"] },
            "app.deviceRequirements must be an object, not a list",
        ],
        [
            { ...LEAST, deviceRequirements: { gpu: "t4" } },
            "app.deviceRequirements.gpu must be a list, not text",
        ],
        [
            { ...LEAST, deviceRequirements: { gpu: ["t4", { model: "t4" }] } },
            "app.deviceRequirements.gpu.1 must be text, not an object",
        ],
        [
            { ...LEAST, platformConfig: { secrets: [null] } },
            "app.platformConfig.secrets.0 must be text, not null",
        ],
        [
            { ...LEAST, device_requirements: { gpu: ["h100"] } },
            'app must have deviceRequirements under this name, not as "device_requirements"',
        ],
        [
            { ...LEAST, deviceRequirements: { gpus: ["h100"], minCpu: 4 } },
            'app.deviceRequirements must have gpu under this name, not as "gpus"',
        ],
        [
            { ...LEAST, platformConfig: { PrivateImage: true } },
            'app.platformConfig must have privateImage under this name, not as "PrivateImage"',
        ],
        [null, "app must be an object, not null"],
        [[], "app must be an object, not a list"],
        ["x", "app must be an object, not text"],
        [undefined, "app is missing"],
    ])("%j: %s", (app, problem) => {
        expect(refusal(() => parseAppResponse({ app }, "GET /dev/apps/img-gen"))).toBe(
            wrong(problem),
        );
    });
});

describe("a field that nobody knows", () => {
    it.each([
        { deviceRequirements: { gpu: ["t4"], maxCpu: 4 } },
        { deviceRequirements: { gpu: ["t4"] }, device_requirements: null },
        { deviceRequirements: { gpu: ["t4"] }, device_requirements: { gpu: ["h100"] } },
        { deviceRequirements: { gpu: ["t4"] }, region: "eu" },
    ])("is passed over: %j", (fields) => {
        expect(parseApp(fields).deviceRequirements).toEqual({ gpu: ["t4"] });
    });
});

describe("the registry's credentials", () => {
    const SECRET = "CANARY-dckr_pat";

    it("never leave the parser", () => {
        const platformConfig = { username: `${SECRET}-user`, token: SECRET, [SECRET]: SECRET };
        const app = parseApp({ platformConfig });
        expect(app.hasRegistryCredentials).toBe(true);
        expect(inspect(app, { depth: Infinity })).not.toContain("CANARY");
        expect(Object.keys(app.platformConfig)).toEqual(["container", "privateImage", "secrets"]);
    });

    it.each([
        [{ username: "u" }, true],
        [{ token: "t" }, true],
        [{ username: "", token: "" }, false],
        [{ username: null, token: null }, false],
        [{ privateImage: true }, false],
    ])("with %j there are some: %s", (platformConfig, expected) => {
        expect(parseApp({ platformConfig }).hasRegistryCredentials).toBe(expected);
    });

    it.each([
        ["in the wrong place", { platformConfig: SECRET }],
        ["in the wrong type", { platformConfig: { token: { [SECRET]: SECRET } } }],
        ["as a number", { platformConfig: { token: 4_711_081_547 } }],
        ["beside something wrong", { platformConfig: { token: SECRET, secrets: SECRET } }],
        ["in a revision", { revision: SECRET }],
        ["in a time", { createdAt: SECRET }],
    ])("are in no message either: %s", (_place, fields) => {
        const message = refusal(() => parseApp(fields));
        expect(message).not.toContain("CANARY");
        expect(message).not.toContain("4711081547");
    });
});
