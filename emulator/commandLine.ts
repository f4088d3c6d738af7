#!/usr/bin/env node
import { isIPv4 } from "node:net";
import { DocumentError } from "bytenite-documents";
import { CommanderError } from "commander";
import { readCommandLine } from "./commandOptions";
import { startEmulator } from "./emulator";
import type { Emulator } from "./emulator";
import type { EmulatorOptions } from "./options";

const POLL_MS = 500;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main(): Promise<void> {
    const options = readCommandLine(process.argv.slice(2));
    const emulator = await startEmulator({ ...options, log: console });
    // Before the ready line, since whoever reads it may send a signal at once.
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => void emulator.close());
    }
    const poll = setInterval(() => emulator.refreshCatalogue(), POLL_MS);
    poll.unref();
    announce(emulator, options);
}

function announce(emulator: Emulator, { catalogue, apiKeys, host = "" }: EmulatorOptions): void {
    const file = typeof catalogue === "string" ? catalogue : "ByteNite's public samples";
    console.info(`catalogue: ${file} (${emulator.describeCatalogue()})`);
    console.info(`  export BYTENITE_ENDPOINT=${emulator.url}`);
    // The built-in key is public; one that was given stays off the screen.
    console.info(`  export BYTENITE_API_KEY=${apiKeys ? "<your --api-key>" : "emulator-api-key"}`);
    if (!isLoopback(host)) {
        console.error(
            `warning: ${host} can be reached from elsewhere, and the emulator is not secure`,
        );
    }
    console.info(`ByteNite emulator ready: ${emulator.url}`);
}

function isLoopback(host: string): boolean {
    return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

function fail(error: unknown): void {
    if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
        return;
    }
    process.exitCode = EXIT_FAILED;
    if (error instanceof DocumentError) {
        const gap = error.problems.length > 1 ? "\n" : " ";
        const advice = "correct it, or leave out --catalogue for the samples";
        console.error(`error: the catalogue can't be served (${advice}):${gap}${error.message}`);
        return;
    }
    console.error(explain(error as NodeJS.ErrnoException & { address?: string; port?: number }));
}

function explain(error: NodeJS.ErrnoException & { address?: string; port?: number }): string {
    const at = `${error.address}:${error.port}`;
    const known: Record<string, string> = {
        EADDRINUSE: `${at} is in use: end what listens there, or choose another --port (0 for any free one)`,
        EACCES: `no permission to listen at ${at}: choose a --port above 1023`,
        EADDRNOTAVAIL: `this machine has no address ${error.address}: choose another --host`,
        ENOTFOUND: "there is no such --host: choose 127.0.0.1",
    };
    const sentence = known[error.code ?? ""] ?? (error.syscall ? error.message : error.stack);
    return `error: ${sentence}`;
}

main().catch(fail);
