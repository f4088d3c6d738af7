import { API_FACTS, showText } from "bytenite-core/model";
import { appOf, descriptionOf } from "../testing/bodies";
import { useEmulator } from "../testing/harness";

const LONGEST_NAME = "n".repeat(64);

describe("GET /apps/{appTag}", () => {
    const server = useEmulator({
        catalogue: {
            apps: [
                {
                    name: "render",
                    versions: ["1.9", "2.0", "1.10", "0.1"].map((version) => ({ version })),
                },
                { name: "ninth", versions: ["9.0", "10.0"].map((version) => ({ version })) },
                {
                    name: "idle",
                    versions: [{ version: "1.0" }, { version: "1.1", status: "inactive" }],
                },
                { name: LONGEST_NAME, version: "123456789.987654321" },
            ],
        },
    });
    const versionAt = async (path: string) => appOf(await server.call(path)).version;

    it.each([
        ["render@1.9", "1.9"],
        ["render@0.1", "0.1"],
        ["render@1", "1.10"],
        ["render@0", "0.1"],
        ["render", "2.0"],
        ["ninth", "10.0"],
        ["idle", "1.1"],
        ["render%401.9", "1.9"],
        ["rend%65r%401%2E10", "1.10"],
        [`${LONGEST_NAME}@123456789.987654321`, "123456789.987654321"],
    ])("resolves %s to version %s", async (tag, version) => {
        expect(await versionAt(`/dev/apps/${tag}`)).toBe(version);
    });

    it.each([
        "render@3",
        "render@1.11",
        "render@1.1",
        "rende",
        "Render",
        "render@01",
        `${LONGEST_NAME}@${"1".repeat(500)}`,
    ])("answers 404 where nothing has the tag %s", async (tag) => {
        const answer = await server.call(`/dev/apps/${tag}`);
        expect(answer.status).toBe(404);
        expect(descriptionOf(answer)).toBe(`No app has the tag ${tag}.`);
    });

    it.each([
        "render@",
        "render@1.",
        "render@v1.0",
        "render@1.2.3",
        "render@1@2",
        "@1.0",
        "ren%20der",
        "ren%2Fder",
        "render%2540",
        "rendér",
        "__proto__@x",
        "",
        `${LONGEST_NAME}n`,
        "n".repeat(5000),
    ])("answers 400 to %s", async (tag) => {
        const answer = await server.call(`/dev/apps/${tag}`);
        expect(answer.status).toBe(400);
        expect(descriptionOf(answer)).toBe(
            `${showText(decodeURIComponent(tag))} is no tag: expected name, name@major or name@major.minor.`,
        );
    });

    it("answers 404 to the name of something that every object has", async () => {
        expect((await server.call("/dev/apps/constructor")).status).toBe(404);
    });

    it("takes a raw @ as it is, which fetch would leave as well", async () => {
        await server.call("/dev/apps/render@1.9");
        await server.call("/dev/apps/render%401.9");
        expect(server.emulator.requests.map(({ path, tag }) => [path, tag])).toEqual([
            ["/v1/dev/apps/render@1.9", "render@1.9"],
            ["/v1/dev/apps/render%401.9", "render@1.9"],
        ]);
    });
});

describe("the app on the wire", () => {
    const server = useEmulator({
        catalogue: {
            apps: [
                { name: "bare", version: "1.0", createdAt: null },
                {
                    name: "full",
                    version: "1.0",
                    id: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
                    owner: "b7aac91d-7e62-4923-898f-5c6d9ea48927",
                    userName: "alice",
                    status: "paused",
                    isPublic: true,
                    createdAt: "2023-12-15T10:11:20.738798Z",
                    updatedAt: "2023-12-15T10:11:20Z",
                    platform: "podman",
                    hash: "Plv5qqtm1jPtm8Brq4jMj9u/zSJMQV85fl62UNxltcM=",
                    link: "archive",
                    entrypoint: "run.py",
                    revision: "900719925474099312",
                    description: "Draws",
                    deviceRequirements: { minCpu: 0.5, minMemory: 1.25, gpu: ["tesla t4"] },
                    platformConfig: {
                        container: "python:latest",
                        privateImage: true,
                        username: "fake-user",
                        token: "fake-registry-token",
                        secrets: ["STORE"],
                    },
                },
            ],
        },
    });

    it("has every field, those that are unset as well", async () => {
        const app = appOf(await server.call("/dev/apps/bare"));
        expect(Object.keys(app)).toEqual(Object.keys(API_FACTS));
        const { id, owner, hash, ...rest } = app;
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(owner).toMatch(/^[0-9a-f-]{36}$/);
        expect(hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
        expect(rest).toMatchObject({
            name: "bare",
            version: "1.0",
            status: "active",
            deviceRequirements: null,
            isPublic: false,
            createdAt: null,
            updatedAt: null,
            platform: "docker",
            link: "",
            platformConfig: null,
            entrypoint: "main.py",
            revision: "1",
            description: "",
            userName: "emulator",
        });
    });

    it("has what the catalogue says, digit by digit, with the registry's credentials", async () => {
        expect(appOf(await server.call("/dev/apps/full"))).toMatchObject({
            id: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
            name: "full",
            version: "1.0",
            owner: "b7aac91d-7e62-4923-898f-5c6d9ea48927",
            status: "paused",
            deviceRequirements: { minCpu: 0.5, minMemory: 1.25, gpu: ["tesla t4"] },
            isPublic: true,
            createdAt: "2023-12-15T10:11:20.738798Z",
            updatedAt: "2023-12-15T10:11:20Z",
            platform: "podman",
            hash: "Plv5qqtm1jPtm8Brq4jMj9u/zSJMQV85fl62UNxltcM=",
            link: "archive",
            platformConfig: {
                container: "python:latest",
                privateImage: true,
                username: "fake-user",
                token: "fake-registry-token",
                secrets: ["STORE"],
            },
            entrypoint: "run.py",
            revision: "900719925474099312",
            description: "Draws",
            userName: "alice",
        });
    });
});
