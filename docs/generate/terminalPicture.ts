import type { Page } from "playwright-core";

const STYLE = `
body { margin: 0; padding: 24px; background: #e8ebef }
pre { margin: 0; padding: 20px 24px; border-radius: 10px; background: #16191d; color: #d6dbe1;
    font: 15px/1.5 "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.prompt { color: #8fd0ff }
.refused { color: #ff9b95 }`;

/** A picture of what a command prints, as a terminal shows it. */
export async function takeTerminalPicture(
    page: Page,
    { command, output, path }: { command: string; output: string; path: string },
): Promise<void> {
    const lines = output.split("\n").map((line) => {
        const text = escapeHtml(line);
        return /\[mandatory\]|✖|error/.test(line) ? `<span class="refused">${text}</span>` : text;
    });
    const text = [`<span class="prompt">$ ${escapeHtml(command)}</span>`, ...lines].join("\n");
    // The page before may forbid styles.
    await page.goto("about:blank");
    await page.setViewportSize({ width: 1280, height: 100 });
    await page.setContent(`<!doctype html><style>${STYLE}</style><pre>${text}</pre>`);
    await page.screenshot({ path, fullPage: true });
}

function escapeHtml(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
