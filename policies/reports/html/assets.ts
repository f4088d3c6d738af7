import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Markup } from "./markup";

/** A script or a style that stands in the page, and the source of Content-Security-Policy that lets it in. */
export interface Asset {
    text: Markup;
    source: string;
}

const assets = new Map<string, Asset>();

/** What `npm run build` made of the files in the folder page. */
export function readAsset(name: "page.js" | "page.css"): Asset {
    const known = assets.get(name);
    if (known) return known;
    // By the package's own name, because the compiled files lie one folder deeper than the sources.
    const root = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
    const text = readFileSync(join(root, "dist/reports/html", name), "utf8");
    const hash = createHash("sha256").update(text).digest("base64");
    const asset = { text: new Markup(text), source: `'sha256-${hash}'` };
    assets.set(name, asset);
    return asset;
}
