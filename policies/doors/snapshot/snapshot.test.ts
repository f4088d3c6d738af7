import Ajv from "ajv";
import { DocumentError } from "bytenite-core/documents";
import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { anyApp, appRecord } from "../../appRecord.testSupport";
import { SNAPSHOT_SCHEMA } from "./schema";
import { formatSnapshot, readSnapshot } from "./snapshot";

const isValid = new Ajv({ strict: false }).compile(SNAPSHOT_SCHEMA);

function problemsOf(text: string): readonly string[] {
    try {
        readSnapshot(text, "s.json");
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}

describe("a snapshot", () => {
    it("has all facts, one text whatever their order, and the published schema", () => {
        const apps = fc.uniqueArray(anyApp, { selector: ({ tag }) => tag });
        fc.assert(
            fc.property(apps, (each) => {
                const text = formatSnapshot(each);
                const mixed = [...each]
                    .reverse()
                    .map((app) => Object.fromEntries(Object.entries(app).reverse()));
                expect(formatSnapshot(mixed as typeof each)).toBe(text);
                expect(isValid(JSON.parse(text))).toBe(true);
                const read = readSnapshot(text, "s.json").map((app) => ({
                    schemaVersion: 1,
                    ...app,
                }));
                const byTag = (one: { tag: string }, other: { tag: string }) =>
                    one.tag < other.tag ? -1 : 1;
                expect(read).toEqual([...each].sort(byTag));
            }),
            { numRuns: runs(50) },
        );
    });

    it("never has more of an app than its facts", () => {
        const app = {
            ...appRecord(),
            token: "canary",
            platformConfig: { ...appRecord().platformConfig, token: "canary" },
        };
        expect(formatSnapshot([app])).not.toContain("canary");
    });
});

const text = formatSnapshot([appRecord({ minMemory: 8 })]);

describe("readSnapshot", () => {
    it.each<[string, string, string | RegExp]>([
        ["no JSON", "nope", "s.json:1: not JSON"],
        ["a state", '{"version":3,"deployment":{}}', /^s\.json:1: the snapshot (has|must|lacks).*/],
        [
            "a lock file",
            '{"schemaVersion":1,"apps":{}}',
            /^s\.json:1: apps must be a list of apps, found/,
        ],
        [
            "a newer one",
            text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
            "s.json: written by a newer version (its schemaVersion is 2, and this one knows 1): update pulumi-bytenite-policies",
        ],
        [
            "an older one",
            text.replace('"schemaVersion": 1', '"schemaVersion": 0'),
            /^s\.json:2: schemaVersion must be the number 1, found the number 0/,
        ],
        [
            "a fact too little",
            text.replace(/.*"hash".*\n/, ""),
            /^s\.json:4: apps\[0\] has no hash/,
        ],
        [
            "a fact too much",
            text.replace('"hash"', '"token": "CANARY", "hash"'),
            /^s\.json:\d+: apps\[0\] has the unknown key "token"/,
        ],
        [
            "another type",
            text.replace('"minMemory": 8', '"minMemory": "8"'),
            /^s\.json:13: apps\[0\]\.deviceRequirements\.minMemory must be a number of at least 0, found the text "8"/,
        ],
        [
            "no tag",
            text.replace('"tag": "img-gen@4.0"', '"tag": "img gen"'),
            /^s\.json:5: apps\[0\]\.tag must be a tag such as img-gen@4\.0, found/,
        ],
        ["a conflict", `<<<<<<< a\n${text}`, /a merge conflict is here/],
    ])("says what is wrong with %s", (_what, given, problem) => {
        const [first = ""] = problemsOf(given);
        if (typeof problem === "string") expect(first).toBe(problem);
        else expect(first).toMatch(problem);
        expect(problemsOf(given).join()).not.toContain("CANARY");
    });
});
