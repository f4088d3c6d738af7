import fc from "fast-check";
import { anyCharacter } from "../../../dev/support/anyCharacter";
import type { AppFacts } from "../../model";
import { formatLockFile } from "./format";
import { facts } from "./lockFile.testSupport";
import { toFacts, toLockedApp, type LockedApp } from "./lockedApp";
import { parseLockFile } from "./readLockFile";
import { merge } from "./recordApps";

const NOW = new Date("2026-01-15T12:00:00Z");
const tags = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,64}(@\d{1,9}(\.\d{1,9})?)?$/),
    fc.constantFrom("__proto__", "constructor", "7", "10", "toString@1"),
);
const text = fc.string({ unit: anyCharacter });
const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const apps: fc.Arbitrary<AppFacts> = fc.record({
    ...Object.fromEntries(Object.keys(facts()).map((key) => [key, text])),
    deviceRequirements: fc.record(
        { minCpu: amount, minMemory: amount, gpu: fc.array(text) },
        { requiredKeys: ["gpu"] },
    ),
    platformConfig: fc.record({
        container: text,
        privateImage: fc.boolean(),
        secrets: fc.array(text),
    }),
    isPublic: fc.boolean(),
    hasRegistryCredentials: fc.boolean(),
}) as unknown as fc.Arbitrary<AppFacts>;
const lookUps = fc.uniqueArray(fc.tuple(tags, apps), { selector: ([tag]) => tag, maxLength: 8 });
const lockedAt = (found: [string, AppFacts][]): Map<string, LockedApp> =>
    merge(new Map(), new Map(found), NOW);

describe("formatLockFile", () => {
    it("writes what is read back as the same", () => {
        fc.assert(
            fc.property(lookUps, (found) => {
                const locked = lockedAt(found);
                const written = formatLockFile(locked);
                const read = parseLockFile(written, "bytenite.lock.json");
                expect(new Map(read)).toEqual(locked);
                expect(formatLockFile(read)).toBe(written);
                for (const [tag, app] of found) {
                    expect(JSON.stringify(toFacts(read.get(tag) as LockedApp))).toBe(
                        JSON.stringify(toFacts(toLockedApp(app, ""))),
                    );
                }
            }),
        );
    });

    it("gives one text, in whatever order the look-ups come, and in whatever parts", () => {
        fc.assert(
            fc.property(lookUps, fc.nat(), (found, cut) => {
                const inOrder = formatLockFile(lockedAt(found));
                expect(formatLockFile(lockedAt(found.toReversed()))).toBe(inOrder);
                const parts = [found.slice(cut % 9), found.slice(0, cut % 9)];
                const inParts = parts.reduce(
                    (locked, part) => merge(locked, new Map(part), NOW),
                    new Map<string, LockedApp>(),
                );
                expect(formatLockFile(inParts)).toBe(inOrder);
            }),
        );
    });

    it("sorts by tag, also tags that objects treat in their own way", () => {
        const found = ["b", "10", "a@1.0", "9", "__proto__", "a"].map(
            (tag) => [tag, facts()] as [string, AppFacts],
        );
        const written = formatLockFile(lockedAt(found));
        expect(written.match(/^ {4}"[^"]+"/gm)?.map((line) => line.trim())).toEqual(
            ["10", "9", "__proto__", "a", "a@1.0", "b"].map((tag) => JSON.stringify(tag)),
        );
        expect(written).toMatch(/\n {2}}\n}\n$/);
        expect(formatLockFile(new Map())).toBe('{\n  "schemaVersion": 1,\n  "apps": {}\n}\n');
    });

    it("has the keys in one order, and none that is not known", () => {
        const stranger = {
            ...facts(),
            token: "CANARY",
            platformConfig: { ...facts().platformConfig, username: "CANARY", token: "CANARY" },
            deviceRequirements: { gpu: [], secret: "CANARY" },
        };
        const reversed = Object.fromEntries(Object.entries(stranger).reverse()) as typeof stranger;
        const written = formatLockFile(lockedAt([["render", reversed]]));
        expect(written).toBe(formatLockFile(lockedAt([["render", stranger]])));
        expect(written).not.toContain("CANARY");
        expect(written).toMatch(/"id".*"name".*"version".*"hash".*"revision".*"updatedAt"/s);
    });

    it("merges line by line where branches add different tags", () => {
        const lines = (...names: string[]) =>
            formatLockFile(lockedAt(names.map((name) => [name, facts({ name })]))).split("\n");
        const [base, one, both] = [
            lines("a", "z"),
            lines("a", "c", "z"),
            lines("a", "c", "p", "z"),
        ];
        // Nothing of what stood there before is another line.
        expect(base.every((line) => one.includes(line))).toBe(true);
        expect(both).toHaveLength(base.length + 2 * (one.length - base.length));
    });
});
