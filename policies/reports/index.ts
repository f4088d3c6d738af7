import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compareTexts } from "bytenite-core/model";
import type { Report } from "./report";

const load = createRequire(__filename);

/** Every format, by the name of its folder, in that order. */
export const reports: ReadonlyMap<string, Report> = new Map(
    readdirSync(__dirname, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(compareTexts)
        .map((name) => [
            name,
            (load(join(__dirname, name, "report")) as { report: Report }).report,
        ]),
);
