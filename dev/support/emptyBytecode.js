const { rmSync } = require("node:fs");
const { join } = require("node:path");

/** Packages that a test installs into a temporary folder leave code behind that nobody asks for again. */
module.exports = function emptyBytecode() {
    rmSync(join(__dirname, "../../.cache/bytecode"), { recursive: true, force: true });
};
