import { createRequire } from "node:module";
import { join } from "node:path";
import { memoize, showLine } from "bytenite-core/model";
import { ReportedError } from "./reportedError";

/** What the state asks for by name, when the engine starts the provider of an `App`. */
const PROVIDER_MODULE = "pulumi-bytenite/appProvider";

/** How Pulumi's SDK starts a program that lies in a folder. It starts an inline one in no folder of its own. */
const RUNNER = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]|$)/;

/** The engine will not find the provider of an `App`. No request was made. */
class ProviderNotInstalledError extends ReportedError {
    override readonly name = "ProviderNotInstalledError";
    /** @param folder the folder in which the program runs, as a message shows it */
    constructor(folder: string) {
        super(
            "PROVIDER_NOT_INSTALLED",
            `Pulumi's engine starts the provider of an App in the program's folder, ${folder}, where pulumi-bytenite can't be found: only a library that the program uses has it. ` +
                "Make it a dependency of the project too, for example: npm install pulumi-bytenite (pnpm add, yarn add).",
        );
    }
}

/**
 * Demands that the engine will find the provider: in the folder in which the program runs, or above. Where only a
 * library of the program has this package, and the package manager keeps it apart, the program runs and the
 * provider does not.
 *
 * @throws ProviderNotInstalledError
 */
export function requireProvider(folder: string, startedBy = process.argv[1] ?? ""): void {
    if (!RUNNER.test(startedBy)) return;
    if (!isInstalled(folder)) throw new ProviderNotInstalledError(showLine(folder));
}

/** Every `App` of a program asks. */
const isInstalled = memoize((folder: string): boolean => {
    try {
        createRequire(join(folder, "program.js")).resolve(PROVIDER_MODULE);
        return true;
    } catch {
        return false;
    }
});
