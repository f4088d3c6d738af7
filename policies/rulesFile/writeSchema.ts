import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { showJson } from "bytenite-core/model";
import { rules } from "../rules";
import { rulesFileSchema } from "./schema";

// Part of the build: editors complete and check rules files with it.
const packageFolder = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
writeFileSync(
    join(packageFolder, "bytenite.rules.schema.json"),
    `${showJson(rulesFileSchema(rules))}\n`,
);
