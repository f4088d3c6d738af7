import { isIPv6 } from "node:net";
import { print } from "bytenite-core/documents";
import { shellWord, showFile, showLine } from "bytenite-core/model";
import type { CommandLine } from "./commandOptions";
import type { Emulator } from "./emulator";
import { countFaults } from "./faults/activeFaults";
import { isLoopback } from "./hosts";

/**
 * Says what is served and how clients get there. The last line comes when all of it is so, and keeps its
 * form, because scripts wait for it.
 * @param tlsFiles Environment variables that lead clients to the certificates.
 * @param onReady Called when the last line has been written.
 */
export function announce(
    emulator: Emulator,
    { options }: CommandLine,
    tlsFiles: Record<string, string>,
    onReady: () => void,
): void {
    const { catalogue, faults, apiKeys, admin, host = "" } = options;
    const file = typeof catalogue === "string" ? showFile(catalogue) : "ByteNite's public samples";
    print(`catalogue: ${file} (${emulator.describeCatalogue()})`);
    if (typeof faults === "string") {
        print(`faults: ${showFile(faults)} (${countFaults(emulator.faults)})`);
    }
    if (admin) print(`admin calls: ${new URL("/_emulator", emulator.url).href}`);
    print(`  export BYTENITE_ENDPOINT=${emulator.url}`);
    // The built-in key is public; one that was given stays off the screen.
    print(`  export BYTENITE_API_KEY=${apiKeys ? "<your --api-key>" : "emulator-api-key"}`);
    for (const [variable, path] of Object.entries(tlsFiles)) {
        print(`  export ${variable}=${shellWord(path)}`);
    }
    if (!isLoopback(host)) {
        process.stderr.write(
            `warning: ${showLine(isIPv6(host) ? `[${host}]` : host)} can be reached from elsewhere, and the emulator is not secure\n`,
        );
    }
    process.stdout.write(`ByteNite emulator ready: ${emulator.url}\n`, (error) => {
        if (!error) onReady();
    });
}
