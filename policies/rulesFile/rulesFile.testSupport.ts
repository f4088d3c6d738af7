import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRulesFile } from "./load";
import { resolveRules } from "./resolve";
import { parseStackName } from "./stackPattern";

/** A folder with a rules file, which a test writes, loads, and resolves for a stack. */
export function useRulesFile() {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-rules-file-"));
    const path = join(folder, "bytenite.rules.yaml");
    afterAll(() => rmSync(folder, { recursive: true }));
    const load = () => loadRulesFile(path, folder);
    return {
        folder,
        path,
        write: (text: string, name = "bytenite.rules.yaml") =>
            writeFileSync(join(folder, name), text),
        load,
        resolve: (stack?: string) =>
            resolveRules(load(), stack === undefined ? undefined : parseStackName(stack)),
    };
}
