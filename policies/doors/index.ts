import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compareTexts } from "bytenite-core/model";
import type { Door } from "./door";

const load = createRequire(__filename);

/** Every door, by the name of its folder, in that order. */
export const doors: ReadonlyMap<string, Door> = new Map(
    readdirSync(__dirname, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(compareTexts)
        .map((name) => [name, (load(join(__dirname, name, "door")) as { door: Door }).door]),
);
