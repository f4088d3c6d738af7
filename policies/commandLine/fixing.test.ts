import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appRecord } from "../appRecord.testSupport";
import { evaluate } from "../judging/evaluate";
import { rules } from "../rules";
import { NO_RULES_FILE } from "../rulesFile/resolvedRules";
import { fixManifests } from "./fixing";
import { requireManifests } from "./requireManifests";
import { Session } from "./session";

const folder = mkdtempSync(join(tmpdir(), "bytenite fixing "));
const manifest = join(folder, "manifest.json");
afterAll(() => rmSync(folder, { recursive: true }));

const organisation = {
    ...NO_RULES_FILE,
    configuration: Object.fromEntries(
        rules.map(({ name }) => [
            name,
            {
                enforcementLevel: name === "memory-minimum" ? "mandatory" : "disabled",
                settings: name === "memory-minimum" ? { minimum: 4 } : {},
                origins: {},
            } as const,
        ]),
    ),
};

/** What is told while a manifest with so much memory is fixed, and whether it was changed. */
function fix(minMemory: number) {
    const text = `{\n\t"name": "img-gen",\n\t"device_requirements": { "min_memory": ${minMemory} }\n}\n`;
    writeFileSync(manifest, text);
    const told: string[] = [];
    const session = new Session(() => undefined, {}, folder);
    jest.spyOn(session, "tell").mockImplementation((line) => void told.push(line));
    const isChanged = fixManifests(
        {
            subject: "The manifest",
            apps: [appRecord({ minMemory })],
            placeOf: () => ({ file: manifest, line: 2 }),
        },
        (apps) => evaluate(apps, rules, organisation, "2026-01-15").findings,
        session,
    );
    return { isChanged, told, text: readFileSync(manifest, "utf8") };
}

it("writes the fix, and shows the difference", () => {
    expect(fix(1)).toEqual({
        isChanged: true,
        text: '{\n\t"name": "img-gen",\n\t"device_requirements": { "min_memory": 4 }\n}\n',
        told: [
            `--- manifest.json
+++ manifest.json
@@ -1,4 +1,4 @@
 {
 \t"name": "img-gen",
-\t"device_requirements": { "min_memory": 1 }
+\t"device_requirements": { "min_memory": 4 }
 }`,
        ],
    });
});

it("leaves what is right as it is", () => {
    expect(fix(4)).toMatchObject({ isChanged: false, told: [] });
});

it("is for manifests", () => {
    expect(() => requireManifests({ fix: true })).toThrow(
        "--fix changes manifests: name them with --manifest",
    );
    requireManifests({ fix: true, manifest: ["manifest.json"] });
    requireManifests({});
});
