import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "./index";
import { useTestCatalogue } from "./testing";

/*
 * Calls what the package exports with what JavaScript lets pass, and prints what came of it. A program of its own: an
 * output that fails has several promises of the SDK's, and Jest takes those that nobody waits for as failures.
 */

const { App, AppSelection } = provider;
const given = (value: unknown) => value as never;
const tag = "render";

/** Each function that takes options. */
const OPTIONS: Record<string, (options: unknown) => unknown> = {
    App: (opts) => new App("app", { tag }, given(opts)).status,
    "App.get": (opts) => App.get("got", tag, given(opts)).status,
    "App.record": (options) => new App("app", { tag }).record(given(options)),
    AppSelection: (opts) => new AppSelection("team", {}, given(opts)).apps,
    "AppSelection.records": (options) => new AppSelection("team").records(given(options)),
    "AppSelection.app": (options) => new AppSelection("team").app("render@1.0", given(options)),
    getApp: (opts) => provider.getApp({ tag }, given(opts)),
    getAppOutput: (opts) => provider.getAppOutput({ tag }, given(opts)),
    getApps: (opts) => provider.getApps({}, given(opts)),
    getAppsOutput: (opts) => provider.getAppsOutput({}, given(opts)),
    getAppStatus: (opts) => provider.getAppStatus({ tag }, given(opts)),
    getAppStatusOutput: (opts) => provider.getAppStatusOutput({ tag }, given(opts)),
    readApp: (options) => provider.readApp(new pulumi.StackReference("other"), tag, given(options)),
};
/** Each that takes arguments before them. */
const ARGUMENTS: Record<string, (args: unknown) => unknown> = {
    App: (args) => new App("app", given(args)).status,
    AppSelection: (args) => new AppSelection("team", given(args)).apps,
    getApp: (args) => provider.getApp(given(args)),
    getAppOutput: (args) => provider.getAppOutput(given(args)),
    getApps: (args) => provider.getApps(given(args)),
    getAppsOutput: (args) => provider.getAppsOutput(given(args)),
    getAppStatus: (args) => provider.getAppStatus(given(args)),
    getAppStatusOutput: (args) => provider.getAppStatusOutput(given(args)),
};

/** What came of a call. */
export type Outcome = [call: string, given: string, outcome: string];

async function outcome(call: () => unknown): Promise<string> {
    try {
        const called = call() as { promise?: () => Promise<unknown> };
        await (called.promise ? called.promise() : called);
        return "passed";
    } catch (error) {
        return error instanceof provider.LookUpError ? error.message : String(error);
    }
}

async function main(): Promise<void> {
    process.on("unhandledRejection", () => undefined);
    await pulumi.runtime.setMocks({
        newResource: ({ name, type, inputs }) => ({
            id: name,
            state: type.startsWith("pulumi:") ? { name, outputs: {} } : (inputs as object),
        }),
        call: () => ({}),
    });
    useTestCatalogue([{ name: tag, version: "1.0" }]);
    const outcomes: Outcome[] = [];
    for (const [of, calls] of Object.entries({ options: OPTIONS, arguments: ARGUMENTS })) {
        for (const [name, call] of Object.entries(calls)) {
            for (const wrong of [null, "x", 5, ["x"], Promise.resolve({})]) {
                // Resources wait for promises among their arguments, as for outputs.
                if (of === "arguments" && wrong instanceof Promise) continue;
                outcomes.push([name, `${of}: ${inspect(wrong)}`, await outcome(() => call(wrong))]);
            }
        }
    }
    process.stdout.write(JSON.stringify(outcomes));
    await setImmediate();
    process.exit(0);
}

void main();
