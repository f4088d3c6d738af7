import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { chromium, type BrowserContext } from "playwright-core";
import { REPOSITORY } from "./isolation";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const MISSING =
    "Chromium is missing, so that the HTML report is NOT tested in a browser. Install it (apt-get install chromium), or name one in CHROMIUM.";
/**
 * Under a lock of ours, and only where another worker of Jest's has not done it meanwhile: apt itself waits for no
 * lock but dpkg's.
 */
const INSTALLATION = `
exec 9>"$0" && flock 9 || exit
command -v chromium >/dev/null && exit
apt-get update && apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=600 chromium`;
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
 * installed. `undefined`: there is none, which is told loudly.
 * @throws Error where CHROMIUM names none: who sets it counts on these tests.
 */
export function findChromium(): string | undefined {
    const { CHROMIUM } = process.env;
    if (CHROMIUM) {
        if (!existsSync(CHROMIUM)) throw new Error(`CHROMIUM is ${CHROMIUM}, which is not there`);
        return CHROMIUM;
    }
    const present = find();
    if (present !== undefined) return present;
    const problem = mayInstall() ? install() : "";
    const installed = find();
    if (installed === undefined) process.stderr.write(`\n!!! ${MISSING}${problem} !!!\n\n`);
    return installed;
}

/** A browser that has nothing of anybody's, and a function that ends it. */
export async function startChromium(
    executablePath: string,
): Promise<{ browser: BrowserContext; close: () => Promise<void> }> {
    const profile = await mkdtemp(join(tmpdir(), "bytenite chromium "));
    const browser = await chromium.launchPersistentContext(profile, {
        executablePath,
        args: ARGUMENTS,
        headless: true,
        // No limit: playwright's own is half a minute.
        timeout: 0,
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

/** @returns what went wrong. "": nothing */
function install(): string {
    const cache = join(REPOSITORY, ".cache");
    mkdirSync(cache, { recursive: true });
    const { status, stderr } = spawnSync("sh", ["-c", INSTALLATION, join(cache, "apt.lock")], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
    });
    if (status === 0) return "";
    return ` Installing it failed: ${stderr.trim().split("\n").at(-1)}`;
}
