const { rmSync } = require("node:fs");
const { join } = require("node:path");

/** Packages that a test installs into a temporary folder leave code behind that nobody asks for again. */
module.exports = function emptyBytecode() {
    const folder = join(__dirname, "../../.cache/bytecode");
    // Tests that another process runs may be writing there.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
};
