import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import prettier from "prettier";

const load = createRequire(import.meta.url);
const { lockFileSchema } = load("../core/dist/client/lockFile/lockFileSchema.js");
const { appRecordSchema } = load("../provider/dist/otherStacks/appRecordSchema.js");
const { rules } = load("../policies/dist/rules");
const { rulesFileSchema } = load("../policies/dist/rulesFile/schema.js");
const { SNAPSHOT_SCHEMA } = load("../policies/dist/doors/snapshot/schema.js");
const { catalogueSchema } = load("../emulator/dist/catalogue/catalogueSchema.js");

// Part of the build: editors and programs in other languages read them, under the names of the packages that
// people install.
await write("../provider/bytenite.lock.schema.json", lockFileSchema());
await write("../provider/app-record.schema.json", appRecordSchema());
await write("../policies/bytenite.rules.schema.json", rulesFileSchema(rules));
await write("../policies/bytenite.snapshot.schema.json", SNAPSHOT_SCHEMA);
await write("../emulator/catalogue.schema.json", catalogueSchema());

async function write(path, schema) {
    const file = fileURLToPath(new URL(path, import.meta.url));
    const options = await prettier.resolveConfig(file);
    writeFileSync(
        file,
        await prettier.format(JSON.stringify(schema), { ...options, parser: "json" }),
    );
}
