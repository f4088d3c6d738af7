// A program of its own: the SDK needs a newer Node than the set-up itself may run on.
import { createRequire } from "node:module";
import process from "node:process";

const CHECK_TIME = 15_000;

const [task, version, root] = process.argv.slice(2);
try {
    await (task === "check" ? check() : install());
} catch (error) {
    console.error(error.cause?.message ?? error.message);
    process.exitCode = 1;
}

/** The installer waits for two minutes where the network swallows requests: ask briefly first. */
async function check() {
    const signal = AbortSignal.timeout(CHECK_TIME);
    const response = await fetch("https://get.pulumi.com/install.sh", { method: "HEAD", signal });
    if (!response.ok) {
        throw new Error(`get.pulumi.com answers ${response.status} ${response.statusText}`);
    }
}

async function install() {
    const require = createRequire(import.meta.url);
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    const { SemVer } = createRequire(require.resolve("@pulumi/pulumi"))("semver");
    const installed = await PulumiCommand.install({ root, version: new SemVer(version) });
    if (installed.version?.version !== version) {
        throw new Error(`the installer brought ${installed.version}, not ${version}`);
    }
}
