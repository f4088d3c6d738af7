import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { showJson } from "bytenite-core/model";
import { SNAPSHOT_SCHEMA } from "./schema";

// Part of the build: whoever reads snapshots knows by it what is in one.
const packageFolder = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
writeFileSync(
    join(packageFolder, "bytenite.snapshot.schema.json"),
    `${showJson(SNAPSHOT_SCHEMA)}\n`,
);
