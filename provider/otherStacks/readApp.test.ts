import Ajv from "ajv";
import addFormats from "ajv-formats";
import { appFacts, toAppRecord } from "bytenite-core/model";
import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import { parseAppRecord } from "./appRecord";
import { LookUpError } from "../session/lookUpError";
import { appRecordSchema } from "./appRecordSchema";
import { refuseOptions } from "../session/givenArguments";
import { toRecord } from "./readApp";
import { OPTIONS } from "./readAppOptions";

const facts = appFacts({
    id: "1",
    name: "render",
    version: "1.0",
    status: "active",
    deviceRequirements: { minCpu: 2, gpu: ["tesla t4"] },
    platform: "docker",
    platformConfig: { container: "python:3.12", privateImage: false, secrets: [] },
    revision: "12345678901234567890",
});
const record = toAppRecord("render", facts);
const NOW = Date.parse("2026-01-15T12:00:00Z");
const read = (value: unknown, options: { maxAge?: number; minSchemaVersion?: number } = {}) =>
    toRecord(value, { stack: "acme/apps/prod", key: "render", now: NOW, ...options });
const failure = (value: unknown, options = {}) => {
    try {
        return read(value, options);
    } catch (error) {
        const { code, message } = error as { code: string; message: string };
        expect(message).toMatch(new RegExp(` \\[${code}\\]$`));
        return [code, message.replace(/ \[[A-Z_]+\]$/, "")];
    }
};

describe("readApp", () => {
    it("gives a record as it is, with fields that a later version added", () => {
        expect(read(record)).toEqual(record);
        expect(read({ ...record, more: 1 })).toEqual({ ...record, more: 1 });
    });

    it("says that there is none", () => {
        expect(failure(undefined)).toEqual([
            "RECORD_MISSING",
            'The stack acme/apps/prod has no output "render", and no app of that key in its output "apps". Check the key, and deploy that stack if it is new.',
        ]);
    });

    it.each([
        ["a text", "render", "it is no mapping"],
        ["null", null, "it is no mapping"],
        ["another mapping", { ip: "1.2.3.4" }, "schemaVersion is missing"],
        ["a record without its tag", { ...record, tag: undefined }, "tag is missing"],
        [
            "a record whose GPU list is a text",
            { ...record, deviceRequirements: { gpu: "t4" } },
            "deviceRequirements.gpu has another type or value",
        ],
        ["an older shape", { ...record, schemaVersion: 0.5 }, undefined],
    ])("refuses %s", (_what, value, problem) => {
        const [code, message] = failure(value) as string[];
        if (problem === undefined) {
            expect(code).toBe("RECORD_VERSION");
            return;
        }
        expect(code).toBe("RECORD_INVALID");
        expect(message).toBe(
            `The output "render" of the stack acme/apps/prod is no app record: ${problem}. Export app.record() there, or what getApp gives.`,
        );
    });

    it("refuses a newer shape, and says which side to update", () => {
        expect(failure({ ...record, schemaVersion: 2 })).toEqual([
            "RECORD_VERSION",
            expect.stringContaining("was written by a newer pulumi-bytenite"),
        ]);
        expect(failure(record, { minSchemaVersion: 2 })).toEqual([
            "RECORD_VERSION",
            expect.stringContaining("has schemaVersion 1, but this program needs 2"),
        ]);
    });

    it("refuses a record that is too old, or that doesn't say how old it is", () => {
        const readAt = "2026-01-15T11:59:00.000Z";
        expect(read({ ...record, readAt }, { maxAge: 60 })).toMatchObject({ readAt });
        expect(failure({ ...record, readAt }, { maxAge: 59 })).toEqual([
            "RECORD_STALE",
            expect.stringContaining(
                "was read 60 s ago (2026-01-15T11:59:00.000Z), but maxAge is 59 s",
            ),
        ]);
        expect(failure(record, { maxAge: 59 })).toEqual([
            "RECORD_STALE",
            expect.stringContaining("does not say when it was read"),
        ]);
    });
});

describe("the options of readApp", () => {
    it.each([{}, { maxAge: 0 }, { maxAge: undefined }, { maxAge: 0.5, minSchemaVersion: 1 }])(
        "may be %j",
        (options) => {
            expect(() => refuseOptions(options, OPTIONS, "readApp")).not.toThrow();
        },
    );

    // Each would accept a record of any age.
    it.each([
        [{ maxAge: NaN }, "readApp: maxAge must be a number of seconds from 0, but is"],
        [{ maxAge: "3600" }, 'maxAge must be a number of seconds from 0, but is "3600".'],
        [{ maxAge: Infinity }, "maxAge must be a number of seconds from 0"],
        [{ maxAge: -1 }, "maxAge must be a number of seconds from 0, but is -1."],
        [{ maxage: 60 }, 'readApp: There is no argument "maxage", only maxAge, minSchemaVersion.'],
        [{ minSchemaVersion: 0 }, "minSchemaVersion must be a whole number from 1, but is 0."],
        [null, "readApp: The arguments must be a mapping"],
    ])("are refused: %p", (options, message) => {
        const refuse = () => refuseOptions(options, OPTIONS, "readApp");
        expect(refuse).toThrow(LookUpError);
        expect(refuse).toThrow(message);
        expect(refuse).toThrow(/ \[INVALID_ARGUMENT\]$/);
    });
});

describe("app-record.schema.json", () => {
    const ajv = addFormats(new Ajv());
    const isValid = ajv.compile(appRecordSchema());

    it("accepts what the package gives", () => {
        expect(isValid(record)).toBe(true);
        expect(isValid({ ...record, readAt: "2026-01-15T11:59:00.000Z" })).toBe(true);
    });

    it("says the same as the check of readApp, whatever is wrong", () => {
        const names = Object.keys(record);
        const wrong = fc.constantFrom(undefined, null, 5, "x", true, [], [5], {}, { gpu: [5] });
        fc.assert(
            fc.property(fc.constantFrom(...names), wrong, (name, value) => {
                const changed = JSON.parse(JSON.stringify({ ...record, [name]: value })) as object;
                expect("problem" in parseAppRecord(changed)).toBe(!isValid(changed));
            }),
            { numRuns: runs(500) },
        );
    });
});
