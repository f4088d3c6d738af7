import { readFileSync } from "node:fs";
import Ajv from "ajv";
import fc from "fast-check";
import { runs } from "../../../dev/support/propertyRuns";
import { hostileApp } from "../../hostileApp.testSupport";
import { appOf, excused, PLAIN, runOf } from "../run.testSupport";
import { report, SCHEMA_FILE } from "./report";

type Schema = Record<string, unknown>;

const schema = JSON.parse(
    readFileSync(require.resolve(`pulumi-bytenite-policies/${SCHEMA_FILE}`), "utf8"),
) as Schema;

/** The schema, where each object has no members but those that are described. */
function closed(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(closed);
    if (typeof part !== "object" || part === null) return part;
    const members = Object.entries(part).map(([name, value]) => [name, closed(value)]);
    const isObject = typeof (part as Schema).properties === "object" && "type" in part;
    return { ...Object.fromEntries(members), ...(isObject && { additionalProperties: false }) };
}

const validate = new Ajv({ strict: false }).compile(closed(schema) as Schema);
const hostileRun = fc
    .array(hostileApp, { maxLength: 3 })
    .map((apps) => runOf(apps.map((properties, index) => appOf(properties, index))));

describe("the report json", () => {
    it("is what its schema says, with no member that it doesn't describe", () => {
        fc.assert(
            fc.property(hostileRun, fc.boolean(), (before, isEmpty) => {
                const run = {
                    ...runOf(before.apps, { changes: excused(before) }),
                    ...(isEmpty && { emptiness: "Nothing was judged: x." }),
                };
                const read: unknown = JSON.parse(report.render(run, PLAIN));
                validate(read);
                expect(validate.errors ?? []).toEqual([]);
                const { fallback: _fallback, gpus: _gpus, ...facts } = run;
                expect(read).toMatchObject(JSON.parse(JSON.stringify(facts)) as object);
            }),
            { numRuns: runs(30) },
        );
    });
});
