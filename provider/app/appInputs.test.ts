import { toAppProperties } from "./appInputs";

describe("toAppProperties", () => {
    it("renames what Pulumi calls otherwise, and nothing else", () => {
        const facts = { id: "1", name: "a" } as Parameters<typeof toAppProperties>[0];
        expect(toAppProperties(facts)).toEqual({ appId: "1", name: "a" });
        expect(facts).toEqual({ id: "1", name: "a" });
    });
});
