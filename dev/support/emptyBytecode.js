const { existsSync, renameSync, rmSync } = require("node:fs");
const { join } = require("node:path");

/** Packages that a test installs into a temporary folder leave code behind that nobody asks for again. */
module.exports = function emptyBytecode() {
    const folder = join(__dirname, "../../.cache/bytecode");
    if (!existsSync(folder)) return;
    // Tests that another process runs may be writing there, and what fills up can't be removed.
    const aside = `${folder}-${process.pid}`;
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
};
