import { mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../index";
import { appOf, tagsOf } from "../testing/bodies";
import { call, useEmulator } from "../testing/harness";

const version = (text: string) => `apps:\n  - { name: app, version: "${text}" }\n`;

describe("a catalogue file", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    const file = join(folder, "catalogue.yaml");
    const log = { info: jest.fn<void, [string]>(), error: jest.fn<void, [string]>() };
    afterAll(() => rmSync(folder, { recursive: true }));

    beforeEach(() => {
        jest.resetAllMocks();
        writeFileSync(file, version("1.0"));
    });
    const server = useEmulator({ catalogue: file, log });
    const served = async () => tagsOf(await server.call("/dev/apps"));

    it("is seen by the very next request after each edit", async () => {
        // Far more edits than the file system's clock can tell apart, all of the same length.
        for (let minor = 10; minor < 60; minor += 1) {
            writeFileSync(file, version(`1.${minor}`));
            expect(await served()).toEqual([`app@1.${minor}`]);
        }
        expect(log.info).toHaveBeenCalledTimes(50);
        expect(log.info).toHaveBeenLastCalledWith("catalogue reloaded: 1 app, 1 version");
        expect(log.error).not.toHaveBeenCalled();
    });

    it("is seen when another file takes its place", async () => {
        writeFileSync(`${file}.new`, version("2.0"));
        renameSync(`${file}.new`, file);
        expect(await served()).toEqual(["app@2.0"]);
    });

    it("is not reloaded for the same content", async () => {
        writeFileSync(file, version("1.0"));
        await served();
        expect(log.info).not.toHaveBeenCalled();
    });

    it.each([
        [
            "broken",
            () => writeFileSync(file, "apps: 7\n"),
            `${file}:1: apps must be a list of apps, found the number 7`,
        ],
        [
            "emptied",
            () => truncateSync(file),
            `${file}:1: the catalogue must be a mapping with the key apps, found nothing`,
        ],
        ["deleted", () => rmSync(file), `${file}: there is no such file`],
    ])(
        "keeps what it was when it is %s, says so once, and comes back",
        async (_, spoil, problem) => {
            spoil();
            expect(await served()).toEqual(["app@1.0"]);
            expect(await served()).toEqual(["app@1.0"]);
            server.emulator.refreshFiles();
            expect(log.error.mock.calls).toEqual([
                [`${problem}\nthe catalogue from before this edit stays served`],
            ]);

            writeFileSync(file, version("1.0"));
            expect(await served()).toEqual(["app@1.0"]);
            expect(log.info.mock.calls).toEqual([["catalogue reloaded: 1 app, 1 version"]]);

            spoil();
            await served();
            expect(log.error).toHaveBeenCalledTimes(2);
        },
    );

    it("is followed without a request as well", () => {
        writeFileSync(file, version("3.0"));
        server.emulator.refreshFiles();
        expect(log.info).toHaveBeenCalledTimes(1);
    });

    it("shows drift: an edit of the requirements is a new hash of the same app", async () => {
        const before = appOf(await server.call("/dev/apps/app@1.0"));
        writeFileSync(
            file,
            'apps:\n  - { name: app, version: "1.0", deviceRequirements: { minCpu: 4 } }\n',
        );
        const after = appOf(await server.call("/dev/apps/app@1.0"));
        const { hash, deviceRequirements, ...rest } = before;
        expect(after).toMatchObject(rest);
        expect(after.hash).not.toBe(hash);
        expect(after.deviceRequirements).not.toEqual(deviceRequirements);
    });
});

describe("a file that can't be served from the start", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    const path = (name: string) => join(folder, name);
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each<[string, (name: string) => unknown, string]>([
        ["missing", () => undefined, "there is no such file"],
        ["folder", (name) => mkdirSync(path(name)), "a folder, not a file"],
        [
            "large",
            (name) => writeFileSync(path(name), "#".repeat(10_000_001)),
            "larger than 10000000 bytes",
        ],
    ])("%s", async (name, make, problem) => {
        make(name);
        await expect(startEmulator({ catalogue: path(name) })).rejects.toMatchObject({
            name: "DocumentError",
            problems: [`${path(name)}: ${problem}`],
        });
    });
});

describe("setCatalogue", () => {
    const server = useEmulator({ catalogue: { apps: [{ name: "app", version: "1.0" }] } });

    it("serves another catalogue from the next request on", async () => {
        server.emulator.setCatalogue({ apps: [{ name: "app", version: "2.0" }] });
        expect(tagsOf(await server.call("/dev/apps"))).toEqual(["app@2.0"]);
        expect(server.emulator.describeCatalogue()).toBe("1 app, 1 version");
    });

    it("keeps the current one if the other is none", async () => {
        expect(() => server.emulator.setCatalogue({ apps: [{ name: "app" }] })).toThrow(
            "catalogue: apps[0] must have either version or versions",
        );
        expect(tagsOf(await server.call("/dev/apps"))).toEqual(["app@1.0"]);
    });

    it("doesn't look at the value again, which may change later", async () => {
        const app = { name: "app", version: "3.0" };
        server.emulator.setCatalogue({ apps: [app] });
        app.version = "broken";
        expect(tagsOf(await call(server.emulator, "/dev/apps"))).toEqual(["app@3.0"]);
    });
});
