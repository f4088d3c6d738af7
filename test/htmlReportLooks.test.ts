import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describeInBrowser } from "../dev/support/browserTests";
import type { Screen } from "../dev/support/reportPage";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

describeInBrowser("the looks of the HTML report", ({ samples, open }) => {
    let page: Page;
    const rows = () => page.locator(".findings tbody tr:not(.more)");
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const total = () => samples().findings.length + samples().waived.length;

    it("goes from the system's theme to light, dark and back, and remembers it", async () => {
        page = await open("", { colorScheme: "dark" });
        const button = page.getByRole("button", { name: /^Theme/ });
        const dark = await background();
        await button.click();
        const light = await background();
        expect(light).toBe("rgb(255, 255, 255)");
        expect(dark).not.toBe(light);
        await button.click();
        expect(await background()).toBe(dark);
        await page.emulateMedia({ colorScheme: "light" });
        await page.reload();
        expect(await background()).toBe(dark);
        await button.click();
        expect(await button.innerText()).toBe("Theme: auto");
        expect(await background()).toBe(light);
    });

    it.each<[string, Screen]>([
        ["light", { colorScheme: "light" }],
        ["dark", { colorScheme: "dark" }],
        ["light on a telephone", { colorScheme: "light", width: 360 }],
        ["dark on a telephone", { colorScheme: "dark", width: 360 }],
    ])("gives axe nothing to complain of: %s", async (_what, screen) => {
        page = await open(`#finding-${samples().findings[0]?.id}`, screen);
        await page.evaluate(axe);
        const found = await page.evaluate<string[]>(`axe.run().then(({ violations }) =>
            violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html)))`);
        expect(found).toEqual([]);
    });

    it.each([360, 600, 800, 1280, 2560])("never scrolls sideways: %d px", async (width) => {
        page = await open("", { width });
        const wide = "document.documentElement.scrollWidth";
        expect(await page.evaluate(wide)).toBeLessThanOrEqual(width);
        await rows().first().getByRole("button").click();
        expect(await page.evaluate(wide)).toBeLessThanOrEqual(width);
    });

    it("has everything on paper, opened and in light colours", async () => {
        page = await open("", { colorScheme: "dark", media: "print" });
        expect(await rows().count()).toBe(total());
        expect(await page.locator(".more:visible").count()).toBe(total());
        expect(await page.locator(".filters").isVisible()).toBe(false);
        expect(await background()).toBe("rgb(255, 255, 255)");
        await page.emulateMedia({ media: "screen" });
        const more = page.locator(".more");
        await more.nth(25).waitFor({ state: "detached" });
        expect(await more.count()).toBe(25);
    });
});
