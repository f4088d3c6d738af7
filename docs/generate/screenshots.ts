import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM_IS_MISSING, findChromium, startChromium } from "../../dev/support/chromium";
import { report } from "../../policies/reports/html/report";
import { sampleRun } from "./sampleRun";

const IMAGES = join(__dirname, "../images");
const VIEWS = [
    { name: "report", colorScheme: "light", width: 1280, height: 900 },
    { name: "report-dark", colorScheme: "dark", width: 1280, height: 900 },
] as const;

// Makes the screenshots of the HTML report: ts-node docs/generate/screenshots.ts
void takeScreenshots();

async function takeScreenshots(): Promise<void> {
    const executable = findChromium();
    if (executable === undefined) throw new Error(CHROMIUM_IS_MISSING);
    const folder = await mkdtemp(join(tmpdir(), "bytenite report "));
    const { browser, close } = await startChromium(executable);
    try {
        const file = join(folder, "report.html");
        await writeFile(
            file,
            report.render(await sampleRun(), { hasColor: false, withWaived: true }),
        );
        const page = await browser.newPage();
        for (const { name, colorScheme, width, height } of VIEWS) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height });
            await page.goto(pathToFileURL(file).href);
            await page.screenshot({ path: join(IMAGES, `${name}.png`) });
        }
    } finally {
        await close();
        await rm(folder, { recursive: true, force: true });
    }
}
