import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { report } from "../../policies/reports/html/report";
import type { Run } from "../../policies/reports/report";
import { startChromium } from "./chromium";

/** How a browser shows the page. */
export interface Screen {
    width?: number;
    height?: number;
    colorScheme?: "light" | "dark";
    media?: "screen" | "print";
}

/** HTML reports in a browser that asks nobody anything, and all that goes wrong there. */
export class ReportBrowser {
    /** Texts of the console, errors of scripts and requests that leave the file. Empty: as it should be. */
    readonly troubles: string[] = [];

    private constructor(
        private readonly folder: string,
        private readonly chromium: Awaited<ReturnType<typeof startChromium>>,
    ) {}

    static async start(executable: string): Promise<ReportBrowser> {
        const folder = await mkdtemp(join(tmpdir(), "bytenite report "));
        return new ReportBrowser(folder, await startChromium(executable));
    }

    async close(): Promise<void> {
        await this.chromium.close();
        await rm(this.folder, { recursive: true, force: true });
    }

    /** Opens the report of a run in a new tab. @param fragment "#finding-…" */
    async open(run: Run, fragment = "", screen: Screen = {}): Promise<Page> {
        const { width = 1280, height = 900, colorScheme = "light", media = "screen" } = screen;
        const file = join(this.folder, "report.html");
        await writeFile(file, report.render(run, { hasColor: false, withWaived: true }));
        const url = pathToFileURL(file).href;
        const page = await this.chromium.browser.newPage();
        page.setDefaultTimeout(0);
        page.on("console", (message) => this.troubles.push(message.text()));
        page.on("pageerror", ({ message }) => this.troubles.push(message));
        page.on("request", (request) => {
            if (request.url().split("#")[0] !== url) this.troubles.push(request.url());
        });
        await page.emulateMedia({ colorScheme, media });
        await page.setViewportSize({ width, height });
        await page.goto(`${url}${fragment}`);
        return page;
    }
}
