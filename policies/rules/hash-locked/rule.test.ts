import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { runs } from "../../../dev/support/propertyRuns";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const name = fc.constantFrom("img-gen", "constructor", "__proto__", "toString", "hasOwnProperty");
const version = fc.constantFrom("", "4.0", "4.1");
const hash = fc.constantFrom("", "abc=", "def=");
const app = fc
    .record({ name, version, hash, isPinned: fc.boolean() })
    .map(({ isPinned, ...facts }) =>
        appRecord({}, { ...facts, tag: isPinned ? `${facts.name}@${facts.version}` : facts.name }),
    );
const key = fc
    .tuple(name, version)
    .map(([left, right]) => (right === "" ? left : `${left}@${right}`));
// As a rules file or a lock file is read: __proto__ is a key like any other.
const hashes = fc
    .array(fc.tuple(key, hash), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));

describe("hash-locked", () => {
    it("accepts just the hash that is locked for the tag, or else for the name and version", () => {
        fc.assert(
            fc.property(app, hashes, fc.boolean(), (one, locked, requireLocked) => {
                const entries = new Map(Object.entries(locked));
                const expected = entries.get(one.tag) ?? entries.get(`${one.name}@${one.version}`);
                const isAccepted =
                    expected === undefined
                        ? !requireLocked
                        : one.hash !== "" && one.hash === expected;
                const found = rule.evaluate(one, { hashes: locked, requireLocked }, context);
                expect(found).toHaveLength(isAccepted ? 0 : 1);
            }),
            { numRuns: runs(1000) },
        );
    });

    it("accepts the hash that it proposes to lock", () => {
        fc.assert(
            fc.property(app, hashes, (one, locked) => {
                for (const { fix } of rule.evaluate(
                    one,
                    { hashes: locked, requireLocked: true },
                    context,
                )) {
                    if (one.hash === "") continue;
                    const quoted = [...fix.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);
                    const tag = quoted.find((text) => text !== one.hash) ?? "";
                    const changed = Object.fromEntries([
                        ...Object.entries(locked),
                        [tag, one.hash],
                    ]);
                    const settings = { hashes: changed, requireLocked: true };
                    expect(rule.evaluate(one, settings, context)).toEqual([]);
                }
            }),
        );
    });
});
