import fc from "fast-check";
import { appFacts } from "bytenite-core/model";
import { compareMembers } from "./changes";
import { fromMember, toMember, type Members } from "./member";

const member = (facts: Parameters<typeof appFacts>[0]) => toMember(appFacts(facts));
const anyMembers = fc
    .dictionary(
        fc.constantFrom("a@1.0", "b@1.0", "constructor", "__proto__", "toString", "7"),
        fc.record({
            status: fc.constantFrom("", "active", "inactive"),
            isPublic: fc.boolean(),
            deviceRequirements: fc.record(
                { minCpu: fc.nat(), gpu: fc.array(fc.constantFrom("t4", "l4")) },
                { requiredKeys: ["gpu"] },
            ),
        }),
    )
    .map((all): Members =>
        Object.fromEntries(Object.entries(all).map(([tag, facts]) => [tag, member(facts)])),
    );

describe("what changed in a selection", () => {
    it("is told by member and by fact", () => {
        const before = {
            gone: member({}),
            kept: member({ status: "active", deviceRequirements: { minCpu: 2, gpu: ["t4"] } }),
            same: member({ hash: "x" }),
        };
        const after = {
            kept: member({ isPublic: true, deviceRequirements: { minCpu: 4, gpu: [] } }),
            new: member({}),
            same: member({ hash: "x" }),
        };
        expect(compareMembers(before, after)).toEqual({
            entered: ["new"],
            left: ["gone"],
            changed: [
                {
                    tag: "kept",
                    facts: [
                        { path: "deviceRequirements.gpu", kind: "DELETE" },
                        { path: "deviceRequirements.minCpu", kind: "UPDATE" },
                        { path: "isPublic", kind: "ADD" },
                        { path: "status", kind: "DELETE" },
                    ],
                },
            ],
        });
    });

    it("is nothing for the same members, whatever their order, and the opposite the other way round", () => {
        fc.assert(
            fc.property(anyMembers, anyMembers, (one, other) => {
                const reversed = Object.fromEntries(Object.entries(one).reverse());
                expect(compareMembers(one, reversed)).toEqual({
                    entered: [],
                    left: [],
                    changed: [],
                });
                const there = compareMembers(one, other);
                const back = compareMembers(other, one);
                expect([back.left, back.entered]).toEqual([there.entered, there.left]);
                expect(back.changed.map(({ tag }) => tag)).toEqual(
                    there.changed.map(({ tag }) => tag),
                );
            }),
        );
    });
});

describe("a member", () => {
    it("says nothing that is not stated, and loses nothing", () => {
        const facts = appFacts({ id: "1", status: "active", deviceRequirements: { gpu: [] } });
        expect(toMember(facts)).toEqual({ id: "1", status: "active", deviceRequirements: {} });
        expect(fromMember(toMember(facts))).toEqual(facts);
        const others = {
            isPublic: true,
            deviceRequirements: { minCpu: 0, minMemory: 4, gpu: ["t4"] },
            platformConfig: { container: "", privateImage: true, secrets: ["key"] },
        };
        expect(fromMember(toMember(appFacts(others)))).toEqual(appFacts(others));
    });
});
