import { join } from "node:path";
import { resolveLock } from "./lockSettings";
import type { LockSettings } from "../settings/lockMode";

const resolve = (
    program: LockSettings,
    stack: Record<string, string> = {},
    environment: Record<string, string> = {},
) => resolveLock(program, { stackConfiguration: (key) => stack[key], environment });

const stack = { "bytenite:lock": "frozen", "bytenite:lockFile": "locks/stack.json" };
const environment = { BYTENITE_LOCK: "offline", BYTENITE_LOCK_FILE: "/locks/environment.json" };

describe("resolveLock", () => {
    it("is off by default, with a file in the program's folder", () => {
        expect(resolve({})).toEqual({
            mode: "off",
            path: join(process.cwd(), "bytenite.lock.json"),
        });
    });

    it("takes the program before the stack configuration before the environment", () => {
        expect(resolve({}, {}, environment)).toEqual({
            mode: "offline",
            path: "/locks/environment.json",
        });
        expect(resolve({}, stack, environment)).toEqual({
            mode: "frozen",
            path: join(process.cwd(), "locks/stack.json"),
        });
        const program: LockSettings = { lock: "update", lockFile: "program.json" };
        expect(resolve(program, stack, environment)).toEqual({
            mode: "update",
            path: join(process.cwd(), "program.json"),
        });
    });

    it("passes over what is empty", () => {
        expect(resolve({}, { "bytenite:lock": " " }, environment).mode).toBe("offline");
    });

    it.each([
        [{ lock: "on" as never }, {}, {}, "settings.lock in the program"],
        [{}, { "bytenite:lock": "on" }, {}, "bytenite:lock in the stack configuration"],
        [{}, {}, { BYTENITE_LOCK: "on" }, "BYTENITE_LOCK in the environment"],
    ])("refuses another mode: %j %j %j", (program, inStack, inEnvironment, place) => {
        expect(() => resolve(program, inStack, inEnvironment)).toThrow(
            `${place} must be one of off, update, frozen, offline, but is "on".`,
        );
    });
});
