import { runGettingStarted, shownOutputs, type RunBlock } from "../docs/generate/gettingStarted";

describe("docs/getting-started.md, from top to bottom in one shell", () => {
    let blocks: RunBlock[];
    const squeeze = (text: string) => text.replaceAll(/\s+/g, " ");
    const printed = () => squeeze(blocks.map(({ output }) => output).join("\n"));
    beforeAll(async () => {
        blocks = await runGettingStarted();
    });

    test("ends with a refused preview", () => {
        const refused = blocks.find(({ block }) => block.includes('echo "refused"'));
        expect(refused?.output).toMatch(/refused\n$/);
    });

    test.each(shownOutputs())("prints what it shows: %s", (shown) => {
        expect(printed()).toContain(squeeze(shown).trim());
    });

    test("passes the first preview, and explains the rule", () => {
        expect(printed()).toContain("✅ pulumi-bytenite-policies");
        expect(printed()).toContain("gpu-allowed A ByteNite app may list only");
    });
});
