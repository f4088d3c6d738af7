import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, startChromium } from "../../dev/support/chromium";
import { report } from "../../policies/reports/html/report";
import { runGettingStarted } from "./gettingStarted";
import { sampleRun } from "./sampleRun";
import { takeTerminalPicture } from "./terminalPicture";

const IMAGES = join(__dirname, "../images");
/** What the README shows: what refuses the stack, and the drawings under it. */
const VIEWS = [
    { name: "report", colorScheme: "light", fragment: "#?level=mandatory", height: 1000 },
    { name: "report-dark", colorScheme: "dark", fragment: "#sizes", height: 1000 },
] as const;
const WIDTH = 1280;

// Makes the screenshots of the HTML report, and of the preview that docs/getting-started.md has refused:
// npm run generate:screenshots
void takeScreenshots();

async function takeScreenshots(): Promise<void> {
    const executable = findChromium();
    if (executable === undefined) throw new Error("Without a browser there are no pictures.");
    const folder = await mkdtemp(join(tmpdir(), "bytenite report "));
    const { browser, close } = await startChromium(executable);
    try {
        const file = join(folder, "report.html");
        await writeFile(
            file,
            report.render(await sampleRun(), { hasColor: false, withWaived: true }),
        );
        const page = await browser.newPage();
        for (const { name, colorScheme, fragment, height } of VIEWS) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width: WIDTH, height });
            await page.goto("about:blank");
            await page.goto(`${pathToFileURL(file).href}${fragment}`);
            await page.screenshot({ path: join(IMAGES, `${name}.png`) });
        }
        await takeTerminalPicture(page, {
            ...(await refusedPreview()),
            path: join(IMAGES, "refused-preview.png"),
        });
    } finally {
        await close();
        await rm(folder, { recursive: true, force: true });
    }
}

/** The command that the page ends with, and what a terminal keeps of its output. */
async function refusedPreview(): Promise<{ command: string; output: string }> {
    const blocks = await runGettingStarted();
    const { block, output } = blocks.find(({ block: text }) => text.includes("|| echo")) ?? {};
    if (block === undefined || output === undefined) throw new Error("No preview is refused");
    const [, command = ""] = /^(pulumi preview .*?) \|\|/m.exec(block) ?? [];
    const isKept = (line: string) => !/^(@ |Loading|Previewing|refused$|$)/.test(line);
    const lines = output
        // Where the project lies is the machine's affair; a machine without emoji has this cross.
        .replaceAll(/(?<=was judged by ).*(?=bytenite\.rules\.yaml)/g, "~/first-refusal/")
        .replaceAll("❌", "✖")
        .split("\n");
    return { command, output: lines.filter(isKept).join("\n") };
}
