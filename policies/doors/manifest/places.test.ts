import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "./manifest";

const folder = mkdtempSync(join(tmpdir(), "bytenite manifest "));
const path = join(folder, "manifest.json");
afterAll(() => rmSync(folder, { recursive: true }));

function placeIn(text: string, field: string) {
    writeFileSync(path, text);
    const manifest = readManifest(path, "manifest.json");
    return "engine" in manifest ? undefined : manifest.placeOf(field);
}

describe("the place of a fact in a manifest", () => {
    const text = [
        "{",
        '  "Name": "a",',
        '  "version": "1.0",',
        '  "platform_config": {',
        '    "container": "x", "Token": "t"',
        "  },",
        '  "device_requirements": {',
        '    "min_memory": 2,',
        '    "GPU": ["t4"]',
        "  }",
        "}",
    ].join("\n");

    it.each([
        ["deviceRequirements.minMemory", 8, 5],
        ["deviceRequirements.gpu", 9, 5],
        ["platformConfig.container", 5, 5],
        ["hasRegistryCredentials", 5, 23],
        ["version", 3, 3],
        ["tag", 3, 3],
        // Where it lacks: what it would be in, else the app.
        ["deviceRequirements.minCpu", 7, 3],
        ["platformConfig.secrets", 4, 3],
        ["description", 2, 3],
        ["owner", 2, 3],
        ["apps", 2, 3],
    ])("of %s is line %i, column %i", (field, line, column) => {
        expect(placeIn(text, field)).toEqual({ file: path, line, column });
        expect(placeIn(`\ufeff\n${text}`, field)).toEqual({
            file: path,
            line: line + 1,
            column,
        });
    });
});
