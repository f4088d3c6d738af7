import type { Page } from "playwright-core";
import { sampleRun } from "../../docs/generate/sampleRun";
import type { Run } from "../../policies/reports/report";
import { findChromium } from "./chromium";
import { ReportBrowser, type Screen } from "./reportPage";

/** What tests of the HTML report have. */
export interface ReportTests {
    /** The sample apps, judged. */
    samples: () => Run;
    /** Opens the report of a run. @param run Absent: the samples */
    open: (fragment?: string, screen?: Screen, run?: Run) => Promise<Page>;
}

/** Tests in a browser, after each of which nothing may have gone wrong there. Without a browser they are skipped, loudly. */
export function describeInBrowser(title: string, tests: (given: ReportTests) => void): void {
    const chromium = findChromium();
    if (chromium === undefined) {
        describe.skip(title, () => it("needs a browser", () => {}));
        return;
    }
    describe(title, () => {
        let browser: ReportBrowser;
        let samples: Run;
        const pages: Page[] = [];
        beforeAll(async () => {
            samples = await sampleRun();
            browser = await ReportBrowser.start(chromium);
        });
        afterEach(async () => {
            for (const page of pages.splice(0)) await page.close();
            expect(browser.troubles).toEqual([]);
        });
        afterAll(() => browser.close());
        tests({
            samples: () => samples,
            open: async (fragment, screen, run = samples) => {
                const page = await browser.open(run, fragment, screen);
                pages.push(page);
                return page;
            },
        });
    });
}
