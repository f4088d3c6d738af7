import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BrowserContext, Page } from "playwright-core";
import { findChromium, startChromium } from "../dev/support/chromium";
import { serveFolder } from "../dev/support/siteServer";
import { REPOSITORY } from "../dev/support/stack";
import { markdownFiles, pageOfFile } from "../docs/site/pages";

const execute = promisify(execFile);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const chromium = findChromium();

const PAGES = markdownFiles().flatMap((file) => pageOfFile(file)?.replace(/md$/, "html") ?? []);
const LOOKED_AT = [
    "index.html",
    "concepts.html",
    "getting-started.html",
    "reference/resources.html",
    "rules/gpu-allowed.html",
    PAGES.find((page) => page.startsWith("errors/")) ?? "fault-matrix.html",
];
const SCREENS = [1280, 390].flatMap((width) =>
    (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** Of the names in tables, those that the browser broke elsewhere than between their words. */
const NAMES_IN_MORE_LINES_THAN_WORDS = `[...document.querySelectorAll(".vp-doc table :is(a, code)")]
    .filter((name) => name.getClientRects().length > name.innerHTML.split(/<wbr>|&lt;|[\\s\\-/|[]/).length)
    .map(({ textContent }) => textContent)`;

describe("the documentation site", () => {
    let folder: string;

    // Fails on dead links and anchors by itself: docs/.vitepress/config.ts.
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "bytenite site "));
        const command = join(REPOSITORY, "node_modules/vitepress/bin/vitepress.js");
        await execute(process.execPath, [command, "build", "docs", "--outDir", folder], {
            cwd: REPOSITORY,
        });
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test.each(PAGES)("has the page %s", (page) => {
        expect(existsSync(join(folder, page))).toBe(true);
    });

    (chromium === undefined ? describe.skip : describe)("in a browser", () => {
        let browser: BrowserContext;
        let close: () => Promise<void>;
        let server: Awaited<ReturnType<typeof serveFolder>>;
        let page: Page;
        const troubles: string[] = [];

        beforeAll(async () => {
            server = await serveFolder(folder);
            ({ browser, close } = await startChromium(chromium ?? ""));
            page = await browser.newPage();
            page.setDefaultTimeout(0);
            page.on("console", (message) => {
                if (message.type() === "error") troubles.push(message.text());
            });
            page.on("pageerror", ({ message }) => troubles.push(message));
            page.on("request", (request) => {
                if (!request.url().startsWith(server.origin)) troubles.push(request.url());
            });
        });
        afterEach(() => expect(troubles.splice(0)).toEqual([]));
        afterAll(async () => {
            await close();
            await server.close();
        });

        const open = async (
            path: string,
            { width, colorScheme }: (typeof SCREENS)[number],
            waitUntil: "load" | "networkidle" = "networkidle",
        ) => {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            await page.setViewportSize({ width, height: 900 });
            await page.goto(`${server.origin}/${path}`, { waitUntil });
        };
        const violations = async () => {
            await page.evaluate(axe);
            return page.evaluate<string[]>(`axe.run().then(({ violations }) =>
                violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html)))`);
        };

        describe.each(SCREENS)("$width px, $colorScheme", (screen) => {
            test.each(LOOKED_AT)("axe has nothing against %s", async (path) => {
                await open(path, screen);
                expect(await violations()).toEqual([]);
            });

            test("nor against the search, which finds a rule", async () => {
                await open("concepts.html", screen);
                await page.locator(".VPNavBarSearch button").first().click();
                await page.locator(".search-input").fill("gpu-allowed");
                await page.locator(".results a", { hasText: "gpu-allowed" }).first().waitFor();
                expect(await violations()).toEqual([]);
            });
        });

        test.each(PAGES)(
            "%s never scrolls sideways on a telephone, nor breaks a word in a table",
            async (path) => {
                await open(path, { width: 390, colorScheme: "light" }, "load");
                const wide = await page.evaluate("document.documentElement.scrollWidth");
                expect(wide).toBeLessThanOrEqual(390);
                expect(await page.evaluate(NAMES_IN_MORE_LINES_THAN_WORDS)).toEqual([]);
            },
        );
    });
});
