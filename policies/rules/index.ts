import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compareTexts } from "bytenite-core/model";
import type { Rule } from "../contract/rule";

const load = createRequire(__filename);

/** Every rule, ordered by name. A folder beside this file that has a rule.ts is a rule. */
export const rules: readonly Rule[] = readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareTexts)
    .map((name) => (load(join(__dirname, name, "rule")) as { rule: Rule }).rule);
