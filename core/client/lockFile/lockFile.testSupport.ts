import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appFacts, type AppFacts } from "../../model";
import { lockFileAt } from "./lockSettings";

/** The facts of an app, which differ from each other's where a test needs them to. */
export function facts(fields: Partial<AppFacts> = {}): AppFacts {
    return appFacts({
        id: "9b1f0e4c-0000-4000-8000-000000000001",
        name: "render",
        version: "1.0",
        owner: "9b1f0e4c-0000-4000-8000-00000000000f",
        userName: "someone",
        status: "active",
        deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["tesla t4"] },
        createdAt: "2025-01-01T00:00:00Z",
        updatedAt: "2025-01-02T00:00:00Z",
        platform: "docker",
        platformConfig: { container: "python:3.12", privateImage: false, secrets: [] },
        hash: "XwWhfXVYqXztGsOgdu6CM5ZWvf9CM+bFb4LxKWLcPic=",
        entrypoint: "main.py",
        revision: "3",
        ...fields,
    });
}

/** A folder for each test, and a lock file in it. */
export function useFolder() {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "bytenite-lock-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    return {
        get folder() {
            return folder;
        },
        get path() {
            return join(folder, "bytenite.lock.json");
        },
        get shownAs() {
            return lockFileAt(this.path).shownAs;
        },
    };
}
