import { copyFileSync } from "node:fs";

// Editors know the lock file's schema under the name of the package that people install.
copyFileSync(
    new URL("../core/bytenite.lock.schema.json", import.meta.url),
    new URL("../provider/bytenite.lock.schema.json", import.meta.url),
);
