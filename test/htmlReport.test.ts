import type { Page } from "playwright-core";
import { typicalRecords } from "../dev/bench/typicalApp";
import { describeInBrowser } from "../dev/support/browserTests";
import { appRecord } from "../policies/appRecord.testSupport";
import { runOf } from "../policies/reports/html/htmlRun.testSupport";
import { NO_RULES_FILE } from "../policies/rulesFile/resolvedRules";

const EVIL = `<script>document.title="owned"</script><img src=x onerror=alert(1)>`;

describeInBrowser("the HTML report in a browser", ({ samples, open }) => {
    let page: Page;
    const rows = () => page.locator(".findings tbody tr:not(.more)");
    /** The page follows its address by an event that comes a moment after a click. */
    const settled = () => page.evaluate("new Promise((resolve) => setTimeout(resolve))");
    const texts = async (column: string) => {
        await settled();
        return page.locator(`.findings tbody td.${column}`).allInnerTexts();
    };
    const status = async () => {
        await settled();
        return page.locator("#findings [role=status]").innerText();
    };
    const fragment = () => page.evaluate<string>("decodeURIComponent(location.hash)");
    const focused = () => page.evaluate<string>("document.activeElement.textContent");
    const choice = (name: string) => page.getByRole("combobox", { name, exact: true });
    const total = () => samples().findings.length + samples().waived.length;

    it("shows what was judged, and every finding, each under its id", async () => {
        page = await open();
        expect(await page.title()).toBe("The stack samples/prod: ByteNite policy report");
        expect(await page.locator("header").innerText()).toMatch(
            /docs\/generate\/report\.rules\.yaml.*2026-01-15.*18/s,
        );
        const ids: (string | null)[] = [];
        for (;;) {
            for (const row of await rows().all()) ids.push(await row.getAttribute("id"));
            const next = page.locator("#findings .pages button", { hasText: "Next" });
            if (await next.isDisabled()) break;
            await next.click();
        }
        const all = [...samples().findings, ...samples().waived.map(({ finding }) => finding)];
        expect(ids.sort()).toEqual(all.map(({ id }) => `finding-${id}`).sort());
    });

    it.each([
        ["Severity", "high", "severity"],
        ["Level", "mandatory", "level"],
        ["State", "waived", "state"],
        ["Rule", "memory-with-gpu", "rule"],
    ])("filters by %s, and keeps it in the URL", async (label, value, column) => {
        page = await open();
        await choice(label).selectOption(value);
        expect(new Set(await texts(column))).toEqual(new Set([value]));
        expect(await fragment()).toBe(`#findings?${column}=${value}`);
        const shown = await texts("text");
        await page.reload();
        expect(await texts("text")).toEqual(shown);
        expect(await choice(label).inputValue()).toBe(value);
        await page.getByRole("button", { name: "Clear filters" }).click();
        expect(await status()).toContain(`of ${total()} findings`);
    });

    it("searches, says how many it found, and says when it found none", async () => {
        page = await open();
        await page.getByLabel("Search").fill("transcription 48 vCPUs");
        expect(await status()).toBe(`0 findings (of ${total()})`);
        expect(await page.locator("#findings .nothing").innerText()).toMatch(/^No finding is like/);
        await page.getByLabel("Search").fill("LLAMA4 quantised");
        expect(await texts("app")).toEqual(["llama4-app-cpu@1.0"]);
        await choice("App").fill("llama4-app-gpu@1.0");
        await page.getByLabel("Search").fill("");
        expect(new Set(await texts("app"))).toEqual(new Set(["llama4-app-gpu@1.0"]));
        expect(await page.locator(".matrix tbody tr").count()).toBe(1);
    });

    it("sorts by a column in both directions, and says so", async () => {
        page = await open("#?severity=medium");
        const header = page.getByRole("columnheader", { name: "App" }).first();
        await header.getByRole("button").click();
        expect(await header.getAttribute("aria-sort")).toBe("ascending");
        const ascending = await texts("app");
        await header.getByRole("button").click();
        expect(await header.getAttribute("aria-sort")).toBe("descending");
        expect(await fragment()).toContain("sort=-app");
        expect(ascending[0]).not.toBe((await texts("app"))[0]);
    });

    it("opens the finding that a link names, whatever page it is on", async () => {
        const { finding } = samples().waived.at(-1) ?? {};
        const link = `#finding-${finding?.id}`;
        page = await open(link);
        const row = page.locator(link);
        expect(await row.innerText()).toContain(finding?.message);
        expect(await page.evaluate("document.activeElement.id")).toBe(link.slice(1));
        const more = await page.locator(".more:visible").innerText();
        expect(more).toContain(finding?.fix);
        // Filters that hide it give way.
        const other = `#finding-${samples().findings[0]?.id}`;
        await page.goto(`${page.url().split("#")[0]}${other}?state=waived`);
        expect(await page.locator(other).isVisible()).toBe(true);
        expect(await choice("State").inputValue()).toBe("");
    });

    it("leads from totals, cells of the matrix and waivers to their findings, and back", async () => {
        page = await open();
        await page.locator(".totals a").first().click();
        expect(await fragment()).toMatch(/^#findings\?severity=high&level=advisory&state=open$/);
        await page.goBack();
        expect(await status()).toContain(`of ${total()} findings`);
        await page.locator(".matrix td a").first().click();
        const name = await page.locator(".matrix td a").first().getAttribute("aria-label");
        const [app, rule] = [(await texts("app"))[0], (await texts("rule"))[0]];
        expect(name).toContain(`${app}, ${rule}: 1 `);
        await page.goBack();
        await page.locator(".waivers .covers a").first().click();
        expect(new Set(await texts("state"))).toEqual(new Set(["waived"]));
    });

    it("draws the limits in force, the GPUs by family, and the waivers by what they are", async () => {
        page = await open();
        const limits = await page.locator(".limit-name").allTextContents();
        expect(limits.sort()).toEqual(
            ["≥ 1 vCPU", "≤ 32 vCPUs", "≥ 2 GB", "≤ 48 GB", "≥ 1 GB/vCPU", "≤ 8 GB/vCPU"].sort(),
        );
        expect(await page.locator(".dot").count()).toBeGreaterThan(4);
        expect(await page.locator(".gpus .family").allInnerTexts()).toEqual([
            "ada lovelace 1 model",
            "ampere 1 model",
            "turing 1 model",
        ]);
        expect(await page.locator(".waivers .state").allInnerTexts()).toEqual([
            ...["expired", "expiring", "active", "active", "unused", "active"],
        ]);
        expect(await page.locator(".timeline .today").textContent()).toBe("2026-01-15");
    });

    it("is operated by the keyboard alone", async () => {
        page = await open();
        await page.keyboard.press("Tab");
        expect(await focused()).toBe("Skip to the findings");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        await page.keyboard.type("llama4-app-cpu@0.1 memory-maximum");
        for (let presses = 0; !/^.?llama4/.test(await focused()) && presses < 40; presses += 1) {
            await page.keyboard.press("Tab");
        }
        for (let presses = 0; !/asks for/.test(await focused()) && presses < 5; presses += 1) {
            await page.keyboard.press("Tab");
        }
        expect(await page.locator(".more:visible").count()).toBe(0);
        const outline = "getComputedStyle(document.activeElement).outlineStyle";
        expect(await page.evaluate(outline)).toBe("solid");
        await page.keyboard.press("Enter");
        expect(await page.locator(".more:visible").count()).toBe(1);
        await page.keyboard.press("Enter");
        expect(await page.locator(".more:visible").count()).toBe(0);
    });

    it("shows an app named like a script as text", async () => {
        const evil = appRecord({ gpu: [EVIL], minMemory: 1 }, { tag: EVIL, name: EVIL });
        page = await open("", {}, runOf([evil], NO_RULES_FILE, EVIL));
        expect(await page.title()).toBe(`${EVIL}: ByteNite policy report`);
        expect(await page.locator("h1").innerText()).toBe(EVIL);
        expect(await texts("app")).toContain(EVIL);
        expect(await page.locator("img").count()).toBe(0);
        expect(await page.locator("script").count()).toBe(2);
        await page.locator(".matrix th a", { hasText: "onerror" }).click();
        expect(new Set(await texts("app"))).toEqual(new Set([EVIL]));
    });

    it("says so where there is nothing", async () => {
        const source = { file: "bytenite.rules.yaml", environments: [] };
        page = await open("", {}, runOf([], { ...NO_RULES_FILE, source }));
        expect(await page.locator(".verdict").innerText()).toMatch(/^Nothing was judged/);
        expect(await page.locator(".nothing:visible").allInnerTexts()).toEqual([
            ...["There are no findings.", "There is no app."],
            ...["No app lists a GPU.", "There are no waivers."],
        ]);
    });

    it("shows 5,000 apps, page by page", async () => {
        page = await open("", {}, runOf(typicalRecords(5000), NO_RULES_FILE));
        expect(await rows().count()).toBe(25);
        expect(await page.locator(".matrix tbody tr").count()).toBeLessThanOrEqual(50);
        await page.getByLabel("and rules without findings").check();
        expect(await page.locator("#matrix [role=status]").innerText()).toMatch(
            /^1 to 50 of 5,001 rows$/,
        );
        await choice("App").fill("app-4999@1.0");
        expect(await page.locator(".matrix tbody tr").allInnerTexts()).toMatchObject([
            expect.stringMatching(/^app-4999@1\.0/),
        ]);
    });
});
