import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { environmentSource } from "../settings/environment";
import type { LockSettings } from "../settings/lockMode";
import { configurationSource, programSource } from "../settings/settings.testSupport";
import { lockFileAt, resolveLock } from "./lockSettings";

const resolve = (
    program: LockSettings,
    stack: Record<string, string> = {},
    environment: Record<string, string> = {},
) =>
    resolveLock([
        programSource(program),
        configurationSource(stack),
        environmentSource(environment),
    ]);

const stack = { "bytenite:lock": "frozen", "bytenite:lockFile": "locks/stack.json" };
const environment = { BYTENITE_LOCK: "offline", BYTENITE_LOCK_FILE: "/locks/environment.json" };

describe("resolveLock", () => {
    it("is off by default, with a file in the program's folder", () => {
        expect(resolve({})).toEqual({
            shownAs: "bytenite.lock.json",
            mode: "off",
            path: join(process.cwd(), "bytenite.lock.json"),
        });
    });

    it("takes the program before the stack configuration before the environment", () => {
        expect(resolve({}, {}, environment)).toEqual({
            mode: "offline",
            path: "/locks/environment.json",
            shownAs: relative(process.cwd(), "/locks/environment.json"),
        });
        expect(resolve({}, stack, environment)).toEqual({
            mode: "frozen",
            path: join(process.cwd(), "locks/stack.json"),
            shownAs: "locks/stack.json",
        });
        const program: LockSettings = { lock: "update", lockFile: "program.json" };
        expect(resolve(program, stack, environment)).toEqual({
            mode: "update",
            path: join(process.cwd(), "program.json"),
            shownAs: "program.json",
        });
    });

    it("passes over what is empty", () => {
        expect(resolve({}, { "bytenite:lock": " " }, environment).mode).toBe("offline");
    });

    it.each([
        [{ lock: "on" as never }, {}, {}, "settings.lock in the program"],
        [{}, { "bytenite:lock": "on" }, {}, "bytenite:lock in the configuration"],
        [{}, {}, { BYTENITE_LOCK: "on" }, "BYTENITE_LOCK in the environment"],
    ])("refuses another mode: %j %j %j", (program, inStack, inEnvironment, place) => {
        expect(() => resolve(program, inStack, inEnvironment)).toThrow(
            `${place} must be one of off, update, frozen, offline, but is "on".`,
        );
    });
});

describe("a lock file is shown", () => {
    const project = realpathSync(mkdtempSync(join(tmpdir(), "bytenite-project-")));
    const program = join(project, "source");
    const start = process.cwd();
    const shownIn = (folder: string, projectFiles: string[]) => {
        process.chdir(folder);
        return lockFileAt("bytenite.lock.json", projectFiles).shownAs;
    };
    beforeAll(() => {
        mkdirSync(program);
        writeFileSync(join(project, "project.yaml"), "");
    });
    afterEach(() => process.chdir(start));
    afterAll(() => rmSync(project, { recursive: true }));

    it("by its path from the folder where the user's shell is", () => {
        expect(shownIn(project, ["project.yaml"])).toBe("bytenite.lock.json");
        expect(shownIn(program, ["other.yaml"])).toBe("bytenite.lock.json");
        expect(shownIn(program, [])).toBe("bytenite.lock.json");
    });

    it("by its whole path where the program runs in a folder below", () => {
        expect(shownIn(program, ["other.yaml", "project.yaml"])).toBe(
            join(program, "bytenite.lock.json"),
        );
    });
});
