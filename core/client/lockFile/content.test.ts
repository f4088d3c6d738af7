import { describeChanges, showContent } from "./content";
import { facts } from "./lockFile.testSupport";

describe("describeChanges", () => {
    it("finds nothing in what can change without a push", () => {
        const after = facts({
            status: "inactive",
            isPublic: true,
            description: "other",
            updatedAt: "2026-01-01T00:00:00Z",
            createdAt: "2026-01-01T00:00:00Z",
            userName: "other",
            link: "https://elsewhere.example/archive",
            hasRegistryCredentials: true,
            name: "renamed",
        });
        expect(describeChanges(facts(), after)).toEqual([]);
    });

    it.each([
        [{ version: "2.0" }, "version 1.0 → 2.0"],
        [{ hash: "b3RoZXIgaGFzaCBvZiAzMiBieXRlcyBpbiBiYXNlNjQ=" }, "hash …KWLcPic= → …YXNlNjQ="],
        [{ hash: "" }, "hash …KWLcPic= → nothing"],
        [{ revision: "4" }, "revision 3 → 4"],
        [{ entrypoint: "serve all.py" }, 'entrypoint main.py → "serve all.py"'],
        [{ platform: "" }, "platform docker → nothing"],
        [{ owner: "9b1f0e4c-0000-4000-8000-0000000000aa" }, "owner …0000000f → …000000aa"],
        [{ id: "9b1f0e4c-0000-4000-8000-000000000002" }, "id …00000001 → …00000002"],
        [
            { deviceRequirements: { minCpu: 2, minMemory: 4, gpu: ["nvidia h100"] } },
            'deviceRequirements.gpu ["tesla t4"] → ["nvidia h100"]',
        ],
        [
            { deviceRequirements: { minMemory: 8, gpu: ["tesla t4"] } },
            "deviceRequirements.minCpu 2 → nothing, deviceRequirements.minMemory 4 → 8",
        ],
        [
            { platformConfig: { container: "python:3.13", privateImage: true, secrets: ["aws"] } },
            'platformConfig.container python:3.12 → python:3.13, platformConfig.privateImage false → true, platformConfig.secrets [] → ["aws"]',
        ],
    ])("tells %j", (fields, told) => {
        expect(describeChanges(facts(), facts(fields)).join(", ")).toBe(told);
    });

    it("shows the whole of two hashes that end alike", () => {
        const [one, other] = ["a", "b"].map((letter) => `${letter.repeat(36)}same-end`);
        expect(describeChanges(facts({ hash: one ?? "" }), facts({ hash: other ?? "" }))).toEqual([
            `hash ${one} → ${other}`,
        ]);
    });

    it("tells what is said of a missing fact from a fact that says the same", () => {
        expect(describeChanges(facts({ hash: "" }), facts({ hash: "nothing" }))).toHaveLength(1);
    });

    it("finds a difference behind what is shown of two texts", () => {
        const [one, other] = ["1", "2"].map((end) =>
            facts({ entrypoint: `${"x".repeat(99)}${end}` }),
        );
        expect(describeChanges(one ?? facts(), other ?? facts())).toHaveLength(1);
    });

    it("takes 0 and -0 for the same, as the file does", () => {
        const zero = (minCpu: number) => facts({ deviceRequirements: { minCpu, gpu: [] } });
        expect(describeChanges(zero(0), zero(-0))).toEqual([]);
    });

    it("cuts what is long and obeys no terminal", () => {
        const hostile = facts({ entrypoint: `\u001b[2J\u202e\u0085\n${"x".repeat(10_000)}` });
        const [told = ""] = describeChanges(facts(), hostile);
        expect(told.length).toBeLessThan(250);
        expect(told).toMatch(/^[\x20-\x7e→…]+$/);
        expect(told).toMatch(/xx"… \(9927 more characters\)$/);
        expect(showContent("\u009b31m")).toBe('"\\u009b31m"');
    });
});
