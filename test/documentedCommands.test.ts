import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentedPages } from "./documentedCommands.testSupport";
import { Scenes } from "./documentedScene.testSupport";

const PAGES = documentedPages();

/** What is not run, by page and first line. A new one takes a reason in the page, and a line here. */
const NOT_RUN = [
    "README.md: $ pulumi preview --policy-pack policies",
    "README.md: npm run demo",
    "dev/bench/README.md: npm run bench",
    "docs/reports.md: marker=$(head -n 1 comment.md)",
    "examples/continuous-integration/README.md: gh pr checkout 12",
];

describe("the commands of every page that no other test runs", () => {
    let folder: string;
    let scenes: Scenes;

    beforeAll(async () => {
        // Without a space, since the pages show paths without quotes.
        folder = await realpath(await mkdtemp(join(tmpdir(), "bytenite-pages-")));
        scenes = new Scenes(folder);
    });

    afterAll(async () => {
        await scenes.close();
        await rm(folder, { recursive: true, force: true });
    });

    test.each(PAGES.filter(({ commands }) => commands.length > 0))("$file", async (page) => {
        const differences = await scenes.run(page);
        expect(differences.join("\n\n")).toBe("");
    });
});

test("these are not run, each for a reason", () => {
    const notRun = PAGES.flatMap(({ file, notRun: blocks }) =>
        blocks.map((block) => ({ ...block, file })),
    );
    console.info(
        notRun.map(({ file, line, reason }) => `${file}:${line}: not run: ${reason}`).join("\n"),
    );
    expect(
        notRun.map(({ file, firstCommand }) => `${file}: ${firstCommand.replace(/ +# .*$/, "")}`),
    ).toEqual(NOT_RUN);
    for (const { reason } of notRun) expect(reason).toMatch(/ .* /);
});
