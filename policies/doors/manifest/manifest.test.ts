import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { readManifest, UNKNOWN_FACTS } from "./manifest";

const folder = mkdtempSync(join(tmpdir(), "bytenite manifest "));
const path = join(folder, "manifest.json");
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
    writeFileSync(path, text);
    const manifest = readManifest(path, "manifest.json");
    if ("engine" in manifest) throw new Error(`of the type ${manifest.engine}`);
    return manifest;
}

function problemsOf(text: string): readonly string[] {
    try {
        read(text);
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}

const MANIFEST = {
    name: "img-gen",
    version: "4.0",
    description: "Makes pictures",
    platform: "docker",
    entrypoint: "main.py",
    platform_config: {
        container: "acme/img-gen:4",
        private_image: true,
        username: "canary-user",
        token: "canary-token",
        secrets: ["hf"],
    },
    device_requirements: { min_cpu: 4, min_memory: 8.5, gpu: ["tesla t4"] },
};
const FACTS = {
    name: "img-gen",
    version: "4.0",
    description: "Makes pictures",
    platform: "docker",
    entrypoint: "main.py",
    platformConfig: { container: "acme/img-gen:4", privateImage: true, secrets: ["hf"] },
    hasRegistryCredentials: true,
    deviceRequirements: { minCpu: 4, minMemory: 8.5, gpu: ["tesla t4"] },
};

describe("readManifest", () => {
    it.each(["    ", "\t", 0])("reads what ByteNite's pages describe, indented by %j", (indent) => {
        const { facts } = read(JSON.stringify(MANIFEST, undefined, indent));
        expect(facts).toMatchObject(FACTS);
        expect(JSON.stringify(facts)).not.toContain("canary");
        const told = Object.keys(facts).filter(
            (name) => !UNKNOWN_FACTS.some((each) => each === name),
        );
        expect(told.sort()).toEqual(Object.keys(FACTS).sort());
    });

    it("takes keys in any case", () => {
        const anyCase = fc.string({
            unit: fc.constantFrom("0", "1"),
            minLength: 20,
            maxLength: 20,
        });
        fc.assert(
            fc.property(anyCase, (bits) => {
                const text = JSON.stringify(MANIFEST).replace(/"\w+":/g, (key) =>
                    [...key]
                        .map((letter, at) =>
                            bits[at % bits.length] === "1" ? letter.toUpperCase() : letter,
                        )
                        .join(""),
                );
                expect(read(text).facts).toMatchObject(FACTS);
            }),
            { numRuns: runs(100) },
        );
    });

    it.each<[string, object, object]>([
        [
            "nothing but a name",
            { device_requirements: undefined, platform_config: undefined },
            {
                deviceRequirements: { gpu: [] },
                platformConfig: { container: "", privateImage: false, secrets: [] },
                hasRegistryCredentials: false,
            },
        ],
        [
            "null",
            { device_requirements: null, platform: null, description: null },
            {
                deviceRequirements: { gpu: [] },
                platform: "",
            },
        ],
        [
            "null within",
            { device_requirements: { min_cpu: null, min_memory: 0, gpu: null } },
            {
                deviceRequirements: { minCpu: 0, minMemory: 0, gpu: [] },
            },
        ],
        [
            "empty credentials",
            { platform_config: { username: "", token: "" } },
            {
                hasRegistryCredentials: false,
            },
        ],
        [
            "what apps of ByteNite's have besides",
            { type: "app", platform_config: { requirements: [1] } },
            {},
        ],
    ])("takes %s for what ByteNite does", (_what, change, facts) => {
        expect(read(JSON.stringify({ ...MANIFEST, ...change })).facts).toMatchObject(facts);
    });
});

const lines = (...of: string[]) => `{\n"name": "a", "version": "1.0",\n${of.join(",\n")}\n}\n`;

describe("readManifest, with what can't be used", () => {
    it.each<[string, string, (string | RegExp)[]]>([
        ["no JSON", "name: a\nversion: '1.0'\n", ["manifest.json:1: not JSON"]],
        ["a comma too much", lines('"platform": "docker",'), [/^manifest\.json:4: not JSON$/]],
        ["a part", '{"name": "a",', [/^manifest\.json(:1)?: not JSON: its end is missing$/]],
        [
            "a list",
            "[]",
            [
                "manifest.json:1: the manifest must be a mapping, as ByteNite's manifest.json is one, found an empty list",
            ],
        ],
        ["no version", '{"name":"a"}', ["manifest.json:1: the manifest has no version"]],
        [
            "a version that is a number",
            '{"name":"a","version":1.10}',
            [
                /^manifest\.json:1: version must be a version major\.minor in quotes.*found the number 1\.10/,
            ],
        ],
        [
            "a key twice",
            lines('"platform": "x"', '"platform": "y"'),
            ['manifest.json:4: the key "platform" is there already'],
        ],
        [
            "a key twice, with one value",
            lines('"platform": "x"', '"platform": "x"'),
            [/^manifest\.json:4: .*"platform".*already/],
        ],
        [
            "a key in two cases",
            lines('"device_requirements": {', '"Gpu": [], "gpu": ["x"]}').replace("{,", "{"),
            [/^manifest\.json:4: the key gpu in device_requirements is there already, as Gpu$/],
        ],
        [
            "a misspelt key",
            lines('"device_requirement": {}'),
            [
                /^manifest\.json:3: the manifest has the unknown key "device_requirement"; did you mean "device_requirements"\?/,
            ],
        ],
        [
            "a key of the API",
            lines('"device_requirements": {"minMemory": 3}'),
            [
                /^manifest\.json:3: device_requirements has the unknown key "minMemory"; did you mean "min_memory"\?/,
            ],
        ],
        [
            "other types",
            lines(
                '"device_requirements": {"min_cpu": "4", "min_memory": -1, "gpu": "t4"}',
                '"Platform_Config": {"secrets": [1], "private_image": "no"}',
            ),
            [
                /^manifest\.json:3: device_requirements\.min_cpu must be a number of at least 0, found the text "4"/,
                /^manifest\.json:3: device_requirements\.min_memory must be a number of at least 0, found the number -1/,
                /^manifest\.json:3: device_requirements\.gpu must be a list of texts, found the text "t4"/,
                /^manifest\.json:4: platform_config\.private_image must be true or false, found the text "no"/,
                /^manifest\.json:4: platform_config\.secrets\[0\] must be a text, found the number 1/,
            ],
        ],
        [
            "a name that no tag can have",
            '{"name":"a b","version":"1.0"}',
            [/^manifest\.json:1: name must be 1 to 64 letters/],
        ],
        [
            "a key that every object has",
            lines('"__proto__": {"gpu": []}', '"constructor": 1'),
            [/unknown key "__proto__"/, /unknown key "constructor"/],
        ],
    ])("says what is wrong with %s", (_what, text, expected) => {
        expect(problemsOf(text)).toEqual(
            expected.map((each) =>
                typeof each === "string" ? each : (expect.stringMatching(each) as string),
            ),
        );
    });

    it.each(["token", "username", "Token", "USERNAME"])(
        "never shows what stands under %s",
        (key) => {
            for (const value of ["5e4ca4a", ["5e4ca4a"], { "5e4ca4a": 1 }]) {
                const text = JSON.stringify({
                    ...MANIFEST,
                    extra: 1,
                    platform_config: { [key]: value },
                });
                const problems = problemsOf(text);
                expect(problems.length).toBeGreaterThan(0);
                expect(problems.join()).not.toContain("5e4ca4a");
                expect(problemsOf(text.slice(0, -1)).join()).not.toContain("5e4ca4a");
            }
        },
    );

    it("survives any text", () => {
        fc.assert(
            fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
                expect(problemsOf(text).length).toBeGreaterThan(0);
            }),
            { numRuns: runs(300) },
        );
    });
});
