import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for each test, and the path of a file in it. */
export function useFolder() {
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "bytenite documents "));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    return {
        get folder() {
            return folder;
        },
        get path() {
            return join(folder, "file.json");
        },
    };
}
