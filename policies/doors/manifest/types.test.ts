import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import { readManifest } from "./manifest";

const folder = mkdtempSync(join(tmpdir(), "bytenite manifest "));
const path = join(folder, "manifest.json");
afterAll(() => rmSync(folder, { recursive: true }));

const REQUIREMENTS = { min_cpu: 1, min_memory: 2, gpu: ["tesla t4"] };
const TYPES = "one of app, partitioner, assembler, or nothing";

function read(manifest: object) {
    writeFileSync(path, JSON.stringify(manifest, undefined, 1));
    return readManifest(path, "manifest.json");
}

function problemsOf(manifest: object): readonly string[] {
    try {
        read(manifest);
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}

describe("the type of a manifest", () => {
    it.each(["app", "App", "APP", "app ", " app\n", "", " ", null, undefined])(
        "%j is an app's",
        (type) => {
            const manifest = { type, name: "a", version: "1.0", device_requirements: REQUIREMENTS };
            expect(read(manifest)).toMatchObject({
                facts: { name: "a", deviceRequirements: { gpu: ["tesla t4"] } },
            });
        },
    );

    it.each([
        ["partitioner", "partitioner"],
        ["assembler", "assembler"],
        [" Partitioner ", "partitioner"],
    ])("%j is an engine's, whatever it asks for", (type, engine) => {
        for (const more of [{}, { device_requirements: REQUIREMENTS }, { unknown: 1 }]) {
            expect(read({ Type: type, Name: "fanout", ...more })).toEqual({ engine });
        }
    });

    it.each<[string, unknown, string]>([
        ["another word", "application", 'the text "application"'],
        ["what ByteNite runs of an app", "job", 'the text "job"'],
        [
            "a slip of the fingers",
            "Partitoner",
            'the text "Partitoner"; did you mean "partitioner"?',
        ],
        ["two words", "a pp", 'the text "a pp"; did you mean "app"?'],
        ["a Cyrillic letter", "\u0430pp", 'the text "\u0430pp"; did you mean "app"?'],
        ["a list", ["app"], "a list"],
        ["a number", 1, "the number 1"],
    ])("is refused where it is %s", (_what, Type, found) => {
        expect(problemsOf({ name: "a", version: "1.0", Type })).toEqual([
            `manifest.json:4: type must be ${TYPES}, found ${found}`,
        ]);
    });

    it("does not make an engine of what has no name", () => {
        expect(problemsOf({ type: "assembler" })).toEqual([
            "manifest.json:1: the manifest has no name",
        ]);
        expect(problemsOf({ type: "assembler", name: 5 })).toEqual([
            expect.stringMatching(
                /^manifest\.json:3: name must be 1 to 64 letters.*found the number 5/,
            ),
        ]);
    });
});
