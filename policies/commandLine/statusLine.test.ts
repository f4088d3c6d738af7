import { StatusLine } from "./statusLine";

function statusLine(
    terminal: { isTTY?: boolean; columns?: number },
    environment: NodeJS.ProcessEnv = {},
) {
    const written: string[] = [];
    const line = new StatusLine({ ...terminal, write: (text) => written.push(text) }, environment);
    return { line, written };
}

const START = "\r\u001b[K";

describe("StatusLine", () => {
    it("overwrites itself on a terminal, and leaves nothing", () => {
        const { line, written } = statusLine({ isTTY: true, columns: 40 });
        line.show("page 1, 100 apps");
        line.show("page 2, 200 apps");
        line.clear();
        line.clear();
        expect(written).toEqual([`${START}page 1, 100 apps`, `${START}page 2, 200 apps`, START]);
    });

    it("never wraps, and shows nothing that moves the cursor", () => {
        const { line, written } = statusLine({ isTTY: true, columns: 10 });
        line.show("page 100000, 200 apps");
        line.show("\u001b[2J\n");
        expect(written[0]).toBe(`${START}page 1000`);
        expect(written[1]?.slice(START.length)).toBe("\\u001b[2J");
    });

    it.each<[string, { isTTY?: boolean }, NodeJS.ProcessEnv]>([
        ["a pipe", {}, {}],
        ["CI", { isTTY: true }, { CI: "true" }],
        ["a terminal that can't", { isTTY: true }, { TERM: "dumb" }],
    ])("is quiet for %s", (_what, terminal, environment) => {
        const { line, written } = statusLine(terminal, environment);
        line.show("page 1, 100 apps");
        line.clear();
        expect(written).toEqual([]);
    });
});
