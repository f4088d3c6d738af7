import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { chromium, type BrowserContext } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/**
 * A Chromium: the one that CHROMIUM names, else one of PATH. Root on Debian, as in a container of a pipeline, gets it
 * installed. `undefined`: there is none.
 */
export function findChromium(): string | undefined {
    const found = process.env.CHROMIUM ?? find();
    if (found !== undefined || !mayInstall()) return found;
    install();
    return find();
}

/** How to get one. */
export const CHROMIUM_IS_MISSING =
    "Chromium is missing, so that the HTML report is NOT tested in a browser. Install it (apt-get install chromium), or name one in CHROMIUM.";

/** A browser that has nothing of anybody's, and a function that ends it. */
export async function startChromium(
    executablePath: string,
): Promise<{ browser: BrowserContext; close: () => Promise<void> }> {
    const profile = await mkdtemp(join(tmpdir(), "bytenite chromium "));
    const browser = await chromium.launchPersistentContext(profile, {
        executablePath,
        args: ARGUMENTS,
        headless: true,
    });
    return {
        browser,
        close: async () => {
            await browser.close();
            await rm(profile, { recursive: true, force: true });
        },
    };
}

function find(): string | undefined {
    const folders = (process.env.PATH ?? "").split(delimiter);
    const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
    return [...onPath, ...ELSEWHERE].find((file) => existsSync(file));
}

function mayInstall(): boolean {
    // Ubuntu's package is a snap, which a container can't run.
    return process.getuid?.() === 0 && existsSync("/etc/debian_version") && !isUbuntu();
}

function isUbuntu(): boolean {
    return existsSync("/etc/lsb-release");
}

function install(): void {
    const options = {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        stdio: "pipe",
    } as const;
    execFileSync("apt-get", ["update"], options);
    execFileSync("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], options);
}
